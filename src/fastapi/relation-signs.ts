/** How Python and SQL write that one value stands so to another. */
export const RELATION_SIGNS = { greater: '>', atLeast: '>=', less: '<', atMost: '<=' } as const
