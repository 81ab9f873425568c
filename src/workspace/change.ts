/** What a run does to one file. `path` is relative to the project. */
export type Change =
  | { readonly action: 'create'; readonly path: string; readonly after: string; readonly summary: string }
  | {
      readonly action: 'modify'
      readonly path: string
      readonly before: string
      readonly after: string
      readonly summary: string
    }
  | { readonly action: 'delete'; readonly path: string; readonly before: string; readonly summary: string }
  | { readonly action: 'keep'; readonly path: string }
  /** A person's file or edit stands in the way: nothing is written over it. */
  | {
      readonly action: 'conflict'
      readonly path: string
      readonly theirs: string
      readonly ours: string
      readonly reason: string
    }
