import type { Execution } from './execution.js'
import { columnOf } from './stored.js'

const LONGEST = 100

/** The words of a text in lower case, joined by hyphens. */
export function slugOf(text: string): string {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return [...words.join('-')].slice(0, LONGEST).join('').replace(/-+$/, '')
}

/** A slug that no row has: with a random ending where the plain one is taken. */
export function freeSlug(
  { transaction, surroundings }: Execution,
  text: string,
  {
    entity,
    field,
    reserved,
  }: { readonly entity: string; readonly field: string; readonly reserved: readonly string[] },
): string {
  const slug = slugOf(text)
  const isTaken = transaction.rows(entity).some((row) => columnOf(row, field) === slug)
  if (slug !== '' && !reserved.includes(slug) && !isTaken) return slug
  return `${slug}-${surroundings.uuid().slice(-8)}`.replace(/^-+/, '')
}
