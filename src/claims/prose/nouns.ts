import { singular, wordsOf } from '../words/nouns.js'

/** A name as people say it in the singular, without the schema before a dot: `purchase_orders` → `purchase order`. */
export function nounOf(name: string): string {
  const words = nameWords(name)
  const last = words.at(-1)
  return last === undefined ? '' : [...words.slice(0, -1), singular(last)].join(' ')
}

/** The words of the last part of a name: `inv.site` → `site`. */
export function nameWords(name: string): readonly string[] {
  return wordsOf(name.slice(name.lastIndexOf('.') + 1))
}
