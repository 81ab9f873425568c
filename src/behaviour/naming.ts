import { plural, singular, wordsOf } from '../claims/words/nouns.js'

export { plural, singular, wordsOf } from '../claims/words/nouns.js'

/** A name without its notation: equal for `dueDate` and `due_date`. */
export function keyOf(name: string): string {
  return wordsOf(name).join('')
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
