import { hasFurtherKeys } from '../../../claims/prose/grammar/order-keys.js'
import {
  combinedOf,
  defaultSortOf,
  emptyListOf,
  filterOf,
  mostOf,
  pageOf,
  searchOf,
  sortOf,
} from '../../../design/aspect.js'
import { wordsOf } from '../../naming.js'
import { rowCounts } from '../../steps/most-rows.js'
import type { StatementContext } from '../context.js'
import type { Demand } from '../demand.js'
import { selectOf } from '../operation-aspects.js'

/** The lists in question; a rule about lists that names none is about all of them. */
function lists({ operations, design, section }: StatementContext) {
  const spoken = operations.filter((operation) => selectOf(operation) !== null)
  if (spoken.length > 0 || section !== null) return spoken
  return design.operations.filter((operation) => selectOf(operation) !== null)
}

/** "newest first", "sorted by created_at by default", "sort by title". */
export const order: Demand = (context) => {
  if (
    !/\bsort|\border(?:ed|ing)? by\b|\bnewest\b|\boldest\b|\bmost recent\b|\bchronolog|\bdescending\b|\bascending\b/.test(
      context.text,
    )
  )
    return []
  const fixed = /\bnewest\b|\boldest\b|\bmost recent\b|\bdefault|\bchronolog/.test(context.text)
  return lists(context).flatMap((operation) => {
    const sort = selectOf(operation)?.sort ?? null
    if (sort === null) return []
    // An order by several columns is kept by no list that has one.
    if (hasFurtherKeys(context.text) && (sort.further ?? []).length === 0) return []
    const chosen = sort.fieldParameter !== null || sort.directionParameter !== null
    return fixed || !chosen ? [defaultSortOf(operation)] : [sortOf(operation)]
  })
}

/** "search in title and description". */
export const textSearch: Demand = (context) =>
  /\bsearch/.test(context.text)
    ? lists(context)
        .filter((operation) => (selectOf(operation)?.search ?? null) !== null)
        .map(searchOf)
    : []

/** "filter by status", "filters can be combined". */
export const filters: Demand = (context) => {
  if (!/\bfilter/.test(context.text)) return []
  const words = new Set(wordsOf(context.statement.text))
  return lists(context).flatMap((operation) => {
    const parameters = (selectOf(operation)?.filters ?? [])
      .map((filter) => filter.whenQuery)
      .filter((name) => name !== null)
    if (parameters.length === 0) return []
    if (/\bcombin/.test(context.text)) return [combinedOf(operation)]
    const named = parameters.filter((name) => wordsOf(name).every((word) => words.has(word)))
    const about =
      named.length > 0 || !/\b(?:completion|status)\b/.test(context.text) ? named : parameters.slice(0, 1)
    return about.map((name) => filterOf(operation, name))
  })
}

/** "at most 50 per page". */
export const pages: Demand = (context) =>
  /\bpaginat|\bper page\b|\bpage size\b|\blimit\b.{0,40}\boffset\b/.test(context.text)
    ? lists(context)
        .filter((operation) => (selectOf(operation)?.paging ?? null) !== null)
        .map(pageOf)
    : []

/** "at most 200 rows", "the 10 most recent loans". */
export const most: Demand = (context) => {
  const counts = new Set(rowCounts(context.text).map(({ count }) => count))
  return lists(context)
    .filter((operation) => counts.has(selectOf(operation)?.most ?? 0))
    .map(mostOf)
}

/** "an empty list, not 404". */
export const emptyList: Demand = (context) =>
  /\bempty (?:\w{1,20} )?(?:arrays?|lists?|results?)\b|\bno (?:\w{1,20} )?(?:results|rows|matches)\b(?! in\b)|\bwith no \w{1,30}\b.{0,20}\bempty\b|\b(?:returns?|responds? with|answers?|results?|response)\b.{0,30}(?<!\w)\[\]/.test(
    context.text,
  ) && !/\bdefault/.test(context.text)
    ? lists(context).map(emptyListOf)
    : []
