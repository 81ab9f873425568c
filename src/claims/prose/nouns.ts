/** The singular of a noun by the usual rules: `entries` → `entry`, `boxes` → `box`, `loans` → `loan`. */
export function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word)) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(?:[sxz]|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') && word.length > 2 ? word.slice(0, -1) : word
}

/** The words of a name in lower case: `purchase_order`, `PurchaseOrder`, `inv.site` → its last part. */
export function wordsOf(name: string): readonly string[] {
  return name
    .slice(name.lastIndexOf('.') + 1)
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]{1,10}/)
    .filter((word) => word !== '')
}

/** A name as people say it in the singular: `purchase_orders` → `purchase order`. */
export function nounOf(name: string): string {
  const words = wordsOf(name)
  const last = words.at(-1)
  return last === undefined ? '' : [...words.slice(0, -1), singular(last)].join(' ')
}
