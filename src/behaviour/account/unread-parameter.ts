import { queryParametersIn } from '../../claims/prose/grammar/query-parameters.js'
import { filterWords } from '../../claims/words/filter-words.js'
import { fold } from '../../design/canonical-name.js'
import type { StatementContext } from './context.js'

/** A query parameter or a filter that a statement names and that no list has; null when there is none. */
export function unreadParameter(context: StatementContext): string | null {
  const { design, statement, spoken } = context
  const filter = unreadFilter(context)
  if (filter !== null) return filter
  const names = queryParametersIn(statement.text, (name) =>
    design.entities.some(({ fields }) => fields.some((field) => fold(field.name) === fold(name))),
  )
  if (names.length === 0) return null
  const gets = (spoken.length > 0 ? spoken : design.operations).filter(({ method }) => method === 'GET')
  const known = new Set(
    (gets.length > 0 ? gets : design.operations).flatMap(({ query }) => query.map(({ name }) => fold(name))),
  )
  return names.find(({ name }) => !known.has(fold(name)))?.name ?? null
}

/** Parameters of pages, which filter nothing. */
const PAGES = /^(?:page|limit|offset|skip|size|page_?size|per_?page|sort\w{0,10}|order\w{0,10}|cursor)$/i

/** The words of a filter below one list that gives its parameter to nobody. */
function unreadFilter({ section, operations, statement }: StatementContext): string | null {
  const lists = (section?.operations ?? operations).filter(({ method }) => method === 'GET')
  const filters = lists.length === 0 ? [] : filterWords(statement.text)
  if (filters.length === 0) return null
  const known = lists
    .flatMap(({ query }) => query.map(({ name }) => name))
    .filter((name) => !PAGES.test(name))
  const names = new Set(known.map(fold))
  const missing = filters.find(({ parameter }) => parameter !== null && !names.has(fold(parameter)))
  // A filter of several words may be any of the parameters that a table beside it tells.
  const unread =
    missing ??
    (known.length < filters.length ? filters.find(({ parameter }) => parameter === null) : undefined)
  return unread === undefined ? null : statement.text.slice(unread.start, unread.end)
}
