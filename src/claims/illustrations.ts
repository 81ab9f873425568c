/**
 * Readers of forms that show something to people and define nothing: a name in a drawing may be misspelt or cut off, a
 * type of a frontend is what its author thought the answers are, and a sample of code may only show a pattern.
 */
const ILLUSTRATIONS: ReadonlySet<string> = new Set(['entity-diagrams', 'typescript-types', 'route-snippets'])

/**
 * Whether a claim only illustrates: it counts where nothing else speaks, and never against a table, a class or a sentence.
 *
 * @param claim its reader's name tells
 */
export function illustrates({ reader }: { readonly reader: string }): boolean {
  return ILLUSTRATIONS.has(reader)
}
