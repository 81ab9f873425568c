import { queryParametersIn } from '../../claims/prose/grammar/query-parameters.js'
import { fold } from '../../design/canonical-name.js'
import type { StatementContext } from './context.js'

/** A query parameter that a statement names and that no list has; null when there is none. */
export function unreadParameter({ design, statement, spoken }: StatementContext): string | null {
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
