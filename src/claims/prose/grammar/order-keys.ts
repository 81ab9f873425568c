import type { OrderKey } from '../../claim.js'
import { fieldsOf } from '../targets.js'
import type { KnownField, Vocabulary } from '../vocabulary.js'

/** Where the columns of an order begin. */
const SORTED = /\b(?:sort(?:ed|s|ing)?|order(?:ed|s|ing)?)(?: first)? by:? /i

/** `Show pinned remarks first, then …`: what stands first, with the verb before it. */
const FIRST =
  /\b(?:shows?|lists?|returns?|displays?|are|is|be|shown|listed|returned|displayed)[: ]((?:\w{1,30} ){1,4}first\b.{0,160})/i

const DOWN = /\b(?:desc(?:ending)?|newest|latest|most recent(?:ly)?|highest|largest|biggest|reverse)\b/i
const TIME = /\b(?:newest|latest|most recent|oldest|earliest)\b/i
const UP = /\b(?:asc(?:ending)?|oldest|earliest|lowest|smallest)\b/i

/** The comma behind the last column, unless it leads to a direction: `then by harvested_on, newest first`. */
const BEHIND =
  /, (?!\w{3,10}ending|(?:(?:the )?(?:newest|latest|most recent|oldest|earliest|highest|largest|biggest|lowest|smallest)(?: ones?)? first)\b)/i

/** Whether an order of more than one column is spoken of, in words that are read here or nowhere. */
export function hasFurtherKeys(text: string): boolean {
  const by = SORTED.exec(text)
  const tail = by === null ? text : text.slice(by.index)
  if (by === null && !/\bfirst\b/i.test(text)) return false
  return /(?:,|;|\)|\bfirst|\band)? ?\bthen\b(?! (?:the )?(?:system|backend|server|api|response|it|they|i|we)\b)/i.test(
    tail,
  )
}

/**
 * The columns of an order, the first that counts most: `sorted by floor, then by label`, `ordered by condition
 * (highest first), then newest first`, `shows pinned remarks first, then the oldest`.
 *
 * @returns null where the words name fewer than two, or one of them is no column of the entity
 */
export function orderKeys(
  text: string,
  entity: string | null,
  vocabulary: Vocabulary,
): readonly OrderKey[] | null {
  const by = SORTED.exec(text)
  const tail = by === null ? FIRST.exec(text)?.[1] : text.slice(by.index + by[0].length)
  if (tail === undefined) return null
  const said = (tail.split(/[.;]/, 1)[0] ?? '').slice(0, 240)
  const parts = said.split(/,? ?(?:\band )?\bthen\b(?: by)?:? ?/i)
  if (parts.length < 2 || parts.length > 5) return null
  // What stands behind a comma after the last column is its direction, or about something else: `, 20 per page`.
  const keys = parts.flatMap((part, index) =>
    (index === parts.length - 1 ? [part.split(BEHIND, 1)[0] ?? ''] : part.split(/, | and /))
      .filter((words) => words.trim() !== '')
      .map((words) => keyOf(words, entity, vocabulary)),
  )
  const known = keys.filter((key) => key !== null)
  const names = new Set(known.map(({ field }) => field))
  return known.length === keys.length && known.length > 1 && names.size === known.length ? known : null
}

/** `label`, `floor (highest first)`, `newest first`, `pinned ones first`; null for other words. */
function keyOf(words: string, entity: string | null, vocabulary: Vocabulary): OrderKey | null {
  const [named, ...others] = fieldsOf(words, entity, vocabulary).filter((field) => field.entity === entity)
  if (others.length > 0) return null
  const column = named ?? (TIME.test(words) ? createdField(entity, vocabulary) : undefined)
  if (column === undefined) return null
  // `by label, newest first` names another column than it orders by.
  if (TIME.test(words) && column.type === 'string') return null
  // Flags that are set come first where words say that they do.
  const set = column.type === 'boolean' && /\bfirst\b/i.test(words) && !UP.test(words)
  return { field: column.field, direction: DOWN.test(words) || set ? 'desc' : 'asc' }
}

/** The column that tells when a row was made. */
export function createdField(entity: string | null, { fields }: Vocabulary): KnownField | undefined {
  for (const name of ['created at', 'created on', 'created', 'creation date', 'date created'])
    for (const field of fields.get(name) ?? []) if (field.entity === entity) return field
  return undefined
}
