/** Irregular nouns that APIs use, plural → singular. */
const IRREGULAR: ReadonlyMap<string, string> = new Map([
  ['people', 'person'],
  ['children', 'child'],
  ['men', 'man'],
  ['women', 'woman'],
  ['indices', 'index'],
  ['matrices', 'matrix'],
  ['criteria', 'criterion'],
  ['data', 'datum'],
  ['media', 'medium'],
  ['analyses', 'analysis'],
])

/** The words of a name in any notation, in lower case: `dueDate`, `due_date`, `Due-Date` → `due date`. */
export function wordsOf(name: string): readonly string[] {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .split(/[^A-Za-z0-9]+/)
    .filter((word) => word !== '')
    .map((word) => word.toLowerCase())
}

/** A name without its notation: equal for `dueDate` and `due_date`. */
export function keyOf(name: string): string {
  return wordsOf(name).join('')
}

/** The singular of an English noun, as near as spelling tells it. */
export function singular(word: string): string {
  const irregular = IRREGULAR.get(word)
  if (irregular !== undefined) return irregular
  if (/(?:ss|us|is|series|news)$/.test(word)) return word
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`
  if (/(?:ss|sh|ch|x|zz|us)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') && word.length > 2 ? word.slice(0, -1) : word
}

/** The plural of an English noun. */
export function plural(word: string): string {
  for (const [many, one] of IRREGULAR) if (one === word) return many
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  return /(?:s|x|z|ch|sh)$/.test(word) ? `${word}es` : `${word}s`
}

/** A name with its last word in the singular, without notation: `purchase-orders` → `purchaseorder`. */
export function nounOf(name: string): string {
  const words = wordsOf(name)
  return [...words.slice(0, -1), singular(words.at(-1) ?? '')].join('')
}

/** `PurchaseOrder` from `purchase_order`. */
export function pascalCase(name: string): string {
  return wordsOf(name)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
}

/** `purchase_order` from `PurchaseOrder`. */
export function snakeCase(name: string): string {
  return wordsOf(name).join('_')
}

/** `purchase_orders` from `PurchaseOrder`. */
export function pluralSnakeCase(name: string): string {
  const words = wordsOf(name)
  return [...words.slice(0, -1), plural(words.at(-1) ?? '')].join('_')
}

/** `Purchase order` from `PurchaseOrder`, for messages. */
export function sentenceName(name: string): string {
  const words = wordsOf(name).join(' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
