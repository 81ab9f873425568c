import type { Entity } from '../../design/entity.js'
import type { Assignment, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { refusalOf } from '../failure.js'
import { wordsOf } from '../naming.js'
import { originsOf } from '../origins.js'
import { soleRowOf } from '../relations/sole-rows.js'
import { pathKey } from '../../design/canonical-path.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import { type Located, presence, rowName } from './locate.js'
import { insertValues } from './values.js'

/** Words that say that a row is there as soon as somebody asks for it. */
const MADE_WHEN_ASKED =
  /\b(?:defaults?|automatically created|auto-?created?|lazily|on (?:the )?first (?:access|read|request|use|call|get)|the first time|create[sd]? (?:it )?(?:if|when) (?:it is |they are )?(?:absent|missing|there is none|none exists))\b/

/** Words that say that a change makes the row that it is to change. */
const MADE_BY_CHANGE =
  /\b(?:creat(?:e|es|ed|ing)|upserts?|upsert(?:ed|ing)|sets? (?:up|or)|if (?:it|they|none|one|the [a-z ]{1,40}) (?:do(?:es)? not|doesn't|don't) (?:yet )?exist)\b/

/** What becomes of a request for a row that is not there yet. */
type Fate = 'made' | 'made-by-body' | 'refused'

/** The rows that a path without a key names: the caller's only one of an entity. */
export function namesSole({ draft, operation }: Candidate): boolean {
  return soleRowOf(draft, operation) !== null
}

/**
 * Finds the caller's only row by its owner (AUTH-3). Where documents say so, or no request makes the row and all its
 * columns have values of their own, one that is absent is made: of requests at the same time one makes it (DB-5).
 */
export function locateSole(candidate: Candidate, entity: Entity): Built<Located> {
  const { owner } = entity
  if (owner === null) return unbuilt(`nothing tells whose ${entity.name} a row is`)
  const absent = refusalOf(candidate, 'absent', entity.name)
  const making = madeOf(candidate, entity)
  if (!making.ok) return making
  const row = rowName(entity)
  const find: Step = {
    kind: 'find',
    row,
    entity: entity.name,
    key: { field: owner, value: { kind: 'caller' } },
    owner: null,
    otherwise: absent.failure,
    foreign: null,
    making: making.value,
    origins: making.value === null ? absent.origins : originsOf(candidate.operation, 'exists'),
  }
  return built({ row, steps: [find, ...presence(candidate, entity, row)] })
}

/** What an absent row is made of; null where the request is refused. */
function madeOf(candidate: Candidate, entity: Entity): Built<readonly Assignment[] | null> {
  const fate = fateOf(candidate)
  if (fate === 'refused') return built(null)
  const { operation } = candidate
  const without = { ...candidate, operation: { ...operation, body: [] } }
  const plain = insertValues(without, entity, [])
  if (plain.ok) return plain
  if (fate === 'made') {
    return asksForDefaults(candidate)
      ? unbuilt(`an absent ${entity.name} is to be made, and ${plain.why}`)
      : built(null)
  }
  const whole = insertValues(candidate, entity, [])
  if (!whole.ok) return whole
  const needed = whole.value.filter(({ field, whenBody }) => {
    const column = entity.fields.find(({ name }) => name === field)
    return whenBody === null && (column === undefined || (!column.nullable && column.default === null))
  })
  const unique = needed.find(
    ({ field, value }) =>
      value.kind === 'body' &&
      (entity.fields.some((column) => column.name === field && column.unique) ||
        entity.indexes.some((index) => index.unique && index.fields.includes(field))),
  )
  return unique === undefined
    ? built(needed)
    : unbuilt(`making an absent ${entity.name} may meet the ${unique.field} of another one`)
}

/** What the documents say becomes of a request for an absent row, else what the other requests of the path leave open. */
function fateOf(candidate: Candidate): Fate {
  const { operation, draft, text } = candidate
  const { method } = operation
  if (method === 'DELETE') return 'refused'
  const changes = method === 'PUT' || method === 'PATCH'
  const full = method === 'PUT' && operation.body.some(({ required }) => required)
  if (changes && MADE_BY_CHANGE.test(text)) return full ? 'made-by-body' : 'made'
  if (asksForDefaults(candidate) && !operation.errors.includes(404)) return 'made'
  const posted = draft.operations.some(
    (other) => other.method === 'POST' && pathKey(other.path) === pathKey(operation.path),
  )
  if (posted) return 'refused'
  if (full) return 'made-by-body'
  return operation.errors.includes(404) || refusesAbsent(candidate) ? 'refused' : 'made'
}

/** The id of the question what an absent row of an entity answers. */
export function absentRowId(entity: Entity): string {
  return `${wordsOf(entity.name).join('-')}-absent`
}

function refusesAbsent({ answers, entity }: Candidate): boolean {
  return entity !== null && answers.get(absentRowId(entity)) === 'refused'
}

/** Whether documents say that a row is there as soon as somebody asks for it. */
export function asksForDefaults({ text }: Candidate): boolean {
  return MADE_WHEN_ASKED.test(text)
}
