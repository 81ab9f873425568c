import type { Field } from '../../design/entity.js'
import type { BodyField } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { says } from '../candidate.js'
import { columnNamed } from '../column.js'
import { wordsOf } from '../naming.js'
import { stateMove } from '../steps/states.js'
import { columnOfBody } from '../steps/values.js'
import { meaningFor } from '../steps/flag-words.js'

/** What an operation does to a boolean column. */
export interface FlagEffect {
  readonly column: Field
  readonly effect: 'flip' | 'set-true' | 'set-false' | 'set-given'
  /** The body field that gives the value, for `set-given`. */
  readonly given: BodyField | null
}

/**
 * The flag that an action on one row (`PATCH …/{id}/complete`) changes, and how:
 * a boolean in the body gives it; without a body the documents' words, or else
 * the action's word, tell whether it flips or is set.
 */
export function flagEffect(candidate: Candidate): FlagEffect | null {
  const { operation, entity, end, word } = candidate
  if (entity === null) return null
  if (end !== 'action' && operation.facts.flag === undefined && !isCalledToggle(candidate)) return null
  // A partial update is one, though it may be shown by "e.g. toggling completion".
  if (end !== 'action' && operation.facts.update !== undefined && !isCalledToggle(candidate)) return null
  if (operation.method === 'GET' || operation.method === 'DELETE') return null
  const fact = operation.facts.flag
  const booleans = entity.fields.filter((field) => field.type === 'boolean')
  const [only, ...more] = operation.body
  if (only !== undefined) {
    const column = columnOfBody(entity, only)
    if (more.length > 0 || column?.type !== 'boolean' || end !== 'action') return null
    // `POST /loans/{id}/return` with `damaged` moves the loan; the flag is what it brings.
    if (meaningFor(column.name, word) === null && stateMove(candidate, entity) !== null) return null
    return { column, effect: 'set-given', given: only }
  }
  const named = fact === undefined ? null : columnNamed(entity, fact.field)
  const verb = word.split(/[-_]/).filter((part) => part !== 'toggle' && part !== 'mark')
  const column =
    (named?.type === 'boolean' ? named : undefined) ??
    booleans.find((field) => verb.some((part) => meaningFor(field.name, part) !== null)) ??
    booleans.find((field) => meaningFor(field.name, verb.join('')) !== null) ??
    (word.includes('toggle') || isCalledToggle(candidate) ? toggled(candidate, booleans) : undefined)
  if (column === undefined) return null
  if (fact !== undefined && fact.effect !== 'set-given') return { column, effect: fact.effect, given: null }
  return { column, effect: effectInWords(candidate, column, verb.join('')), given: null }
}

/** The only flag, or the only one that the heading names: `Toggle the completion of a chore`. */
function toggled({ operation }: Candidate, booleans: readonly Field[]): Field | undefined {
  const [only, ...more] = booleans
  if (more.length === 0) return only
  const words = wordsOf(operation.summary ?? '')
  const named = booleans.filter((field) => words.some((word) => meaningFor(field.name, word) === true))
  return named.length === 1 ? named[0] : undefined
}

/** `PATCH /parcels/{id}` without a body, under the heading `Toggle the fragile mark`. */
function isCalledToggle({ operation }: Candidate): boolean {
  return (
    operation.method === 'PATCH' &&
    operation.body.length === 0 &&
    /^\W{0,4}toggl/i.test(operation.summary ?? operation.description ?? '')
  )
}

function effectInWords(candidate: Candidate, column: Field, verb: string): FlagEffect['effect'] {
  if (candidate.word.includes('toggle') || says(candidate, /\b(?:toggl|flip|switch|invert)/)) return 'flip'
  const meaning = meaningFor(column.name, verb)
  if (meaning === false) return 'set-false'
  return ONE_WAY.test(verb) || hasOpposite(candidate, column) || says(candidate, /\bmarks?\b|\bsets?\b/)
    ? 'set-true'
    : 'flip'
}

/** What happens to a row once, and is not undone by asking for it again: `PATCH /letters/{id}/read`. */
const ONE_WAY =
  /^(?:read|seen?|view(?:ed)?|open(?:ed)?|acknowledged?|verify|verified|confirm(?:ed)?|approved?|accept(?:ed)?|resolved?|cancel(?:l?ed)?|dismiss(?:ed)?|deliver(?:ed)?|ship(?:ped)?|pay|paid|redeem(?:ed)?|used?|revoked?)$/

/** Another operation at the same row unsets the flag: `…/incomplete` beside `…/complete`. */
function hasOpposite({ draft, operation }: Candidate, column: Field): boolean {
  const base = operation.path.slice(0, operation.path.lastIndexOf('/'))
  return draft.operations.some((other) => {
    const cut = other.path.lastIndexOf('/')
    return other.path.slice(0, cut) === base && meaningFor(column.name, other.path.slice(cut + 1)) === false
  })
}
