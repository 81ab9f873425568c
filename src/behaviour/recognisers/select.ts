import type { Entity } from '../../design/entity.js'
import type { Filter, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { pluralSnakeCase } from '../naming.js'
import { originsOf, standard } from '../origins.js'
import { chosenBy } from '../steps/chosen-by.js'
import { cursorTrouble } from '../steps/cursor.js'
import { filterOfParameter, takesSeveral } from '../steps/filter.js'
import type { Built } from '../steps/guard.js'
import { built, unbuilt } from '../steps/guard.js'
import type { Parent } from '../steps/locate.js'
import { mostRows } from '../steps/most-rows.js'
import { reachBelow, wideReach } from '../steps/owner.js'
import { isPaging, pagingOf } from '../steps/paging.js'
import { includingFilter } from '../steps/included.js'
import { removalMark } from '../steps/removal.js'
import { formatParameter } from '../response/file.js'
import { isSearch, searchOfParameter } from '../steps/search.js'
import { relationFilter, tiedFilter } from '../steps/relation-filter.js'
import { isSort, sortOfParameters } from '../steps/sort.js'
import { statedFilters } from '../steps/stated-filter.js'

/** The rows that a list or a search answers: filters, search, order and page from its query parameters. */
export function selectStep(candidate: Candidate, entity: Entity, parents: readonly Parent[]): Built<Step> {
  const { operation } = candidate
  const searches = operation.query.filter(isSearch)
  if (searches.length > 1) return unbuilt('several text searches in one list cannot be built yet')
  const sort = sortOfParameters(candidate, entity)
  if (!sort.ok) return sort
  const paging = pagingOf(operation.query)
  const trouble = cursorTrouble(candidate, entity, paging, sort.value)
  if (trouble !== null) return unbuilt(trouble)
  const limited = mostRows(candidate, entity, sort.value, paging)
  if (!limited.ok) return limited
  const filters: Filter[] = parents.map((parent) => ({
    through: [],
    field: parent.reference.name,
    comparison: 'equal',
    value: { kind: 'field', row: parent.row, field: parent.target },
    whenQuery: null,
    cases: null,
  }))
  const mark = removalMark(candidate.draft, entity)
  if (mark !== null)
    filters.push({
      through: [],
      field: mark.set.field,
      comparison: 'equal',
      value: mark.present,
      whenQuery: null,
      cases: null,
    })
  const fixed = fixedFilter(candidate, entity, limited.value?.most ?? null)
  if (!fixed.ok) return fixed
  filters.push(...fixed.value)
  const stated = statedFilters(candidate, entity)
  if (!stated.ok) return stated
  // A sentence may say again what the path does.
  filters.push(...stated.value.filter((filter) => !filters.some((known) => isSame(known, filter))))
  const format = isFile(candidate) ? formatParameter(candidate) : null
  for (const parameter of operation.query) {
    if (isSearch(parameter) || isSort(parameter) || parameter.name === format) continue
    if (isPaging(parameter)) {
      if (paging === null) return unbuilt(`the page parameter "${parameter.name}" has no size beside it`)
      continue
    }
    const including = includingFilter(candidate.draft, entity, parameter)
    if (including !== null) {
      // What is left out always comes in now when it is asked for.
      const known = filters.findIndex(
        ({ field, value }) => field === including.field && value.kind === 'constant',
      )
      if (known >= 0) filters.splice(known, 1)
      filters.push(including)
      continue
    }
    const filter = relationFilter(candidate.draft, entity, parameter) ?? filterOfParameter(entity, parameter)
    if (filter === null && takesSeveral(parameter))
      return unbuilt(`rows by several values of the query parameter "${parameter.name}" cannot be chosen yet`)
    if (filter === null)
      return unbuilt(`the query parameter "${parameter.name}" matches no column of ${entity.name}`)
    filters.push(filter)
  }
  const search = searches[0] === undefined ? null : searchOfParameter(candidate, entity, searches[0])
  if (search !== null && search.fields.length === 0)
    return unbuilt(`${entity.name} has no text column to search in`)
  const owner = reachBelow(candidate, entity, parents)
  return built({
    kind: 'select',
    rows: pluralSnakeCase(entity.name),
    entity: entity.name,
    owner,
    wide: owner === null ? null : wideReach(candidate, entity),
    filters,
    search,
    sort: limited.value?.sort ?? sort.value,
    paging,
    ...(limited.value === null ? {} : { most: limited.value.most }),
    origins: [...originsOf(operation, 'exists'), ...(owner === null ? [] : standard('AUTH-3'))],
  })
}

/** Whether two filters keep the same rows out. */
function isSame(left: Filter, right: Filter): boolean {
  return JSON.stringify(left) === JSON.stringify(right)
}

/** Last segments of lists of the newest rows. */
const NEWEST = /^(?:recents?|latest|newest|last)$/

/** `GET /books/recommended`: the word after the collection names a flag that must be set, or a state. */
function fixedFilter(candidate: Candidate, entity: Entity, most: number | null): Built<readonly Filter[]> {
  const tied = tiedFilter(candidate, entity)
  if (tied !== null) return built([tied])
  if (candidate.end === 'collection' || candidate.word === 'search' || isFile(candidate)) return built([])
  // How many rows are recent is told by their number.
  if (NEWEST.test(candidate.word) && most !== null) return built([])
  const chosen = chosenBy(entity, candidate.word)
  if (chosen === null) return unbuilt(`which rows "${candidate.word}" means is not understood`)
  return built([
    {
      through: [],
      field: chosen.column.name,
      comparison: 'equal',
      value: { kind: 'constant', value: chosen.value },
      whenQuery: null,
      cases: null,
    },
  ])
}

/** `GET /books/export` answers the rows of the collection; its word chooses none of them. */
function isFile({ operation, word }: Candidate): boolean {
  return operation.responseShape?.kind === 'file' || /^(?:export|download|csv|json)$/.test(word)
}
