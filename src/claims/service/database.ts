import { claimsOfService } from '../endpoints/wire-claims.js'
import { labelOf } from '../outline/label.js'
import { textOf } from '../outline/outline.js'
import { unitReader } from '../outline/unit-reader.js'

const READER = 'database'

const LABEL = /^(?:database|storage|db|persistence|data ?store|database (?:engine|provider|system))$/i
const POSTGRES = /\bpostgres(?:ql)?\b/i
const SQLITE = /\bsqlite\b/i
/** Words that keep a database for something other than the service itself. */
const PARTIAL =
  /\b(?:tests?|testing|local|dev(?:elopment)?|fallback|future|later|phase|migrat\w+|instead|not|or)\b|e\.g\./i

/**
 * The database that a document names for the whole service. A line that names two, or one for tests only, decides
 * nothing.
 *
 * ```markdown
 * **Storage**: PostgreSQL 16
 * The database is SQLite.
 * ```
 */
export const databaseReader = unitReader(READER, '**Database**: PostgreSQL 16', (unit, { document }) => {
  if (/^(?:checklist|tasks|frontend|research|quickstart)$/.test(document.source.kind)) return []
  if (unit.kind !== 'line' && unit.kind !== 'item') return []
  const text = textOf(unit)
  const label = text === null ? null : labelOf(document.source, text)
  if (text === null || text.text.length > 200) return []
  const labelled = label !== null && LABEL.test(label.text.trim())
  if (
    !labelled &&
    !/^(?:the )?(?:application|backend|service|project)?'?s? ?database (?:is|will be|must be) /i.test(
      text.text,
    )
  )
    return []
  const words = text.text.slice(labelled ? label.end : 0)
  const [postgres, sqlite] = [POSTGRES.test(words), SQLITE.test(words)]
  if (postgres === sqlite || PARTIAL.test(words)) return []
  return claimsOfService(READER, [
    { property: 'database', value: postgres ? 'postgres' : 'sqlite', span: text.span(0, text.text.length) },
  ])
})
