import { fold } from '../canonical-name.js'
import { rowParameters } from '../canonical-path.js'
import type { QuestionPass } from '../question-pass.js'
import { entityOfPath } from '../resource.js'
import { ask, firstLines, listed } from './ask.js'
import type { Line } from './lines.js'
import { linesOf, meant } from './lines.js'

const WRITES: ReadonlySet<string> = new Set(['PUT', 'PATCH', 'DELETE'])

/** Columns that say who made a row. */
const MAKER = /^(?:author|creator|owner|user|customer|member|sender|created_?by)(?:_?(?:id|name))?$/i

/** Words that settle whose rows a caller may change. */
const RIGHT =
  /\b(?:only|own|owns|owned|owner|author|creator|belongs?|their own|isolat\w{1,4}|permission|forbidden|not authori[sz]ed|current user)\b/i

/** Whether a line settles it for one operation or, in a general section, for rows of its kind. */
function settles(line: Line, operation: string, entity: string): boolean {
  if (!RIGHT.test(line.text)) return false
  if (line.operation !== null && operation === `${line.operation.method} ${line.operation.path}`) return true
  return (
    fold(line.text).includes(fold(entity)) &&
    /\b(?:edit|updat|delet|chang|modif|remov|access|manag)/i.test(line.text)
  )
}

/**
 * Rows that one user makes and that every user with a token could change, since
 * no document says who may:
 *
 *     PUT /reviews/{id}      Authentication required
 *     Review.author_id
 *
 * One question for all operations. The answer is a matter of security, and the
 * recommendation keeps what a stranger has written as it is.
 */
export const askWhoMayChange: QuestionPass = ({ assembly, entities, operations }) => {
  const lines = linesOf(assembly)
  const open = operations.filter((operation) => {
    const { method, path, access, errors, errorFacts } = operation
    if (!WRITES.has(method) || access !== 'authenticated' || rowParameters(path).length === 0) return false
    if (
      errors.includes(403) &&
      errorFacts.some(({ status, condition }) => status === 403 && condition !== null)
    )
      return false
    const entity = entityOfPath(path, entities)
    if (entity === null || !path.endsWith('}')) return false
    const kept = entity.fields.some(({ name }) => MAKER.test(name))
    if (!kept || entity.managedElsewhere) return false
    return !lines.some((line) => {
      const at = meant(operations, line.operation)
      return settles({ ...line, operation: at ?? null }, operation.id, entity.name)
    })
  })
  if (open.length === 0) return
  ask(assembly, {
    id: 'who-may-change',
    kind: 'missing',
    concern: 'security',
    subjects: open.map(({ id }) => id),
    about: `No document says whether a caller with a token may change what another one made: ${listed(open.map(({ id }) => id))}.`,
    spans: firstLines(open),
    options: [
      { id: 'maker', label: 'only who made a row may change it; nobody can alter what a stranger wrote' },
      { id: 'anyone', label: 'whoever has a token may change and delete the rows of all others' },
    ],
    recommended: 'maker',
  })
}
