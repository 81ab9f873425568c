import type { Parameter } from '../../design/operation.js'
import type { Paging } from '../../design/step.js'

const SIZE = /^(?:limit|page_?size|per_?page|size|take|max_?results|page_?limit)$/i
const OFFSET = /^(?:offset|skip|start|from_?index)$/i
const PAGE = /^(?:page|page_?(?:number|no|index))$/i

/** True when a query parameter cuts the list into pages. */
export function isPaging(parameter: Parameter): boolean {
  return [SIZE, OFFSET, PAGE].some((pattern) => pattern.test(parameter.name)) && parameter.type !== 'datetime'
}

/** How the query parameters cut the list; null when they do not. */
export function pagingOf(query: readonly Parameter[]): Paging | null {
  const named = (pattern: RegExp): string | null =>
    query.find((parameter) => isPaging(parameter) && pattern.test(parameter.name))?.name ?? null
  const sizeParameter = named(SIZE)
  if (sizeParameter === null) return null
  const page = named(PAGE)
  return { style: page === null ? 'offset' : 'page', sizeParameter, positionParameter: page ?? named(OFFSET) }
}
