import type { Parameter } from '../../design/operation.js'
import type { Paging } from '../../design/step.js'

const SIZE = /^(?:limit|page_?size|per_?page|size|take|max_?results|page_?limit)$/i
const OFFSET = /^(?:offset|skip|start|from_?index)$/i
const PAGE = /^(?:page|page_?(?:number|no|index))$/i

/** Names that mean other things as well: the size of a shirt, the start of a period. */
const SHARED = /^(?:size|take|start)$/i

const CURSOR = /^(?:cursor|next_?cursor|page_?token|starting_?after)$/i

/** True when a query parameter cuts the list into pages: a count, by its name and its type. */
export function isPaging({ name, type, enum: words }: Parameter): boolean {
  if (![SIZE, OFFSET, PAGE, CURSOR].some((pattern) => pattern.test(name))) return false
  if (type === 'integer' || type === 'number') return words === null
  return type === 'string' && words === null && !SHARED.test(name)
}

/** How the query parameters cut the list; null when they do not. */
export function pagingOf(query: readonly Parameter[]): Paging | null {
  const named = (pattern: RegExp): string | null =>
    query.find((parameter) => isPaging(parameter) && pattern.test(parameter.name))?.name ?? null
  const sizeParameter = named(SIZE)
  if (sizeParameter === null) return null
  const page = named(PAGE)
  const cursor = named(CURSOR)
  if (cursor !== null && page === null && named(OFFSET) === null)
    return { style: 'cursor', sizeParameter, positionParameter: cursor }
  return { style: page === null ? 'offset' : 'page', sizeParameter, positionParameter: page ?? named(OFFSET) }
}
