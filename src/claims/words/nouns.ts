/** Plurals that no rule of spelling tells, with their singular. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['indices', 'index'],
  ['matrices', 'matrix'],
  ['vertices', 'vertex'],
  ['analyses', 'analysis'],
  ['shelves', 'shelf'],
  ['leaves', 'leaf'],
  ['knives', 'knife'],
  ['halves', 'half'],
  ['loaves', 'loaf'],
  ['lives', 'life'],
  ['wolves', 'wolf'],
  ['calves', 'calf'],
  ['heroes', 'hero'],
  ['echoes', 'echo'],
  ['cargoes', 'cargo'],
  ['potatoes', 'potato'],
  ['tomatoes', 'tomato'],
  ['quizzes', 'quiz'],
  ['movies', 'movie'],
  ['cookies', 'cookie'],
  ['caches', 'cache'],
  ['menus', 'menu'],
  ['uses', 'use'],
  ['ids', 'id'],
])

/** Irregular plurals of so many letters also end names without separators: `bookshelves`. */
const ENDINGS = [8, 7, 6]

/** Nouns with one form. */
const INVARIABLE = /(?:data|media|series|species|news|criteria)$/

/** The singular of an English noun in lower case, as near as spelling tells it: `entries` → `entry`, `boxes` → `box`. */
export function singular(word: string): string {
  const irregular = IRREGULAR.get(word)
  if (irregular !== undefined) return irregular
  if (word.length < 4 || INVARIABLE.test(word)) return word
  for (const length of ENDINGS) {
    const one = word.length > length ? IRREGULAR.get(word.slice(-length)) : undefined
    if (one !== undefined) return word.slice(0, -length) + one
  }
  if (/(?:ss|us|is)$/.test(word)) return word
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`
  // `houses` and `clauses` end in e, `statuses` and `buses` do not.
  if (/(?:ss|sh|ch|x|zz|[^aeo]us)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

/** The plural of an English noun in lower case. */
export function plural(word: string): string {
  if (INVARIABLE.test(word)) return word
  for (const [many, one] of IRREGULAR) if (one === word) return many
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`
}

/** The words of a name in any notation, in lower case: `dueDate`, `due_date`, `Due-Date` → `due date`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())
}
