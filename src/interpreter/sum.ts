import type { Stored } from './stored.js'

/** The sum over the objects of an array: of one of their members, or of the product of several. */
export function sumOf(list: Stored, factors: readonly string[]): number {
  if (!Array.isArray(list)) return 0
  const sum = list.reduce((total: number, item: Stored) => total + product(item, factors), 0)
  // Sums of money are exact; those of binary fractions are not.
  return Number(sum.toFixed(10))
}

function product(item: Stored, factors: readonly string[]): number {
  return factors.reduce((whole, factor) => whole * numberIn(item, factor), 1)
}

function numberIn(item: Stored, name: string): number {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return 0
  const value = Object.entries(item).find(([own]) => own === name)?.[1]
  return typeof value === 'number' ? value : 0
}
