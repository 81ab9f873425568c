import type { SaidComparison, SaidEffect } from '../../claims/effect.js'
import type { Entity, Field, KeptEffect } from '../../design/entity.js'
import type { Expression } from '../../design/expression.js'
import type { Occasion, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { columnNamed, primaryKey, referenceTo } from '../column.js'
import { keyOf } from '../naming.js'
import { constantIn, recordValues } from './effect-values.js'
import { occurrencesOf, type Occurrence } from './effect-occurrences.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import { stateOf } from './row-guards.js'

/** Steps to stand at a place among those of an operation. */
interface Placed {
  readonly at: number
  readonly step: Step
}

/**
 * The steps with what else comes about, where documents say so of what the operation does: a row of another entity that is
 * made (`every status change is recorded in parcel_events`), or a value that the row above takes (`returning a loan marks
 * the book as available`). All of it happens in the transaction of the request, or nothing does. What is said and not
 * surely understood is not built.
 */
export function withEffects(candidate: Candidate, steps: readonly Step[]): Built<readonly Step[]> {
  const placed: Placed[] = []
  for (const entity of candidate.draft.entities)
    for (const kept of entity.effects ?? [])
      for (const occurrence of occurrencesOf(candidate, steps, kept.effect.cause, entity)) {
        // What becomes of the row itself is told by its own steps.
        if (occurrence.entity === entity) continue
        const made = stepFor(candidate, entity, kept, occurrence, steps)
        if (!made.ok) return unbuilt(`it is to change ${entity.name} as well, and ${made.why}`)
        const { step } = made.value
        const clashing = placed.some(
          (other) => other.at === made.value.at && step.kind === 'follow' && clash(other.step, step),
        )
        if (clashing) return unbuilt(`documents give ${entity.name} two values at once`)
        add(placed, made.value)
      }
  return built(
    [...steps, null].flatMap((step, index) => [
      ...placed.filter(({ at }) => at === index).map((one) => one.step),
      ...(step === null ? [] : [step]),
    ]),
  )
}

/** Two documents that say the same ask for it once, and several values of one row are given by one step. */
function add(placed: Placed[], one: Placed): void {
  const at = placed.findIndex((other) => other.at === one.at && isSame(other.step, one.step))
  const before = placed[at]
  if (before === undefined) placed.push(one)
  else placed[at] = { at: one.at, step: joined(before.step, one.step) }
}

/** Whether two steps are about the same row on the same occasion; rows that are made must hold the same. */
function isSame(one: Step, other: Step): boolean {
  const about = (step: Step): unknown => {
    const { origins: _origins, ...rest } = step
    return step.kind === 'follow' ? { ...rest, values: null } : rest
  }
  return JSON.stringify(about(one)) === JSON.stringify(about(other))
}

/** Whether one row is to take two values in one column. */
function clash(one: Step, other: Step): boolean {
  if (one.kind !== 'follow' || other.kind !== 'follow' || !isSame(one, other)) return false
  return other.values.some(({ field, value }) =>
    one.values.some((held) => held.field === field && JSON.stringify(held.value) !== JSON.stringify(value)),
  )
}

function joined(before: Step, one: Step): Step {
  const origins = [...before.origins, ...one.origins]
  if (before.kind !== 'follow' || one.kind !== 'follow') return { ...before, origins }
  const added = one.values.filter(({ field }) => before.values.every((held) => held.field !== field))
  return { ...before, values: [...before.values, ...added], origins }
}

function stepFor(
  candidate: Candidate,
  entity: Entity,
  { effect, origins }: KeptEffect,
  occurrence: Occurrence,
  steps: readonly Step[],
): Built<Placed> {
  const when = occasionOf(effect, occurrence, steps)
  if (!when.ok) return when
  // What a row was is known before it changes, and what a new one is once it is there.
  const compared = when.value?.kind === 'compared'
  const at = occurrence.made || compared ? occurrence.at + 1 : occurrence.at
  const { consequence } = effect
  if (consequence.kind === 'record') {
    const values = recordValues(candidate, entity, occurrence, steps, consequence.values)
    if (!values.ok) return values
    const key = primaryKey(occurrence.entity)?.name
    const waits = values.value.some(
      ({ value }) => value.kind === 'field' && value.row === occurrence.row && value.field === key,
    )
    const after = occurrence.made && waits ? occurrence.row : null
    return built({
      at,
      step: { kind: 'record', entity: entity.name, values: values.value, after, when: when.value, origins },
    })
  }
  const reference = referenceTo(occurrence.entity, entity)
  const key = primaryKey(entity)
  if (reference === null || key === null)
    return unbuilt(`no column of ${occurrence.entity.name} tells which row of it`)
  const given =
    consequence.column === null
      ? stateGiven(entity, consequence.value)
      : valueGiven(columnNamed(entity, consequence.column), occurrence, consequence.value)
  if (given === null) return unbuilt(`what “${consequence.value}” means of it is not understood`)
  return built({
    at,
    step: {
      kind: 'follow',
      row: occurrence.row,
      reference: reference.name,
      entity: entity.name,
      key: key.name,
      values: [given],
      when: when.value,
      origins,
    },
  })
}

/** The state of a row in a word: the value of an enumeration, a flag, or a moment that is there now. */
function stateGiven(
  entity: Entity,
  said: string,
): { readonly field: string; readonly value: Expression } | null {
  const test = stateOf(entity, bare(said))
  if (test === null) return null
  if ('value' in test && test.is === 'equal')
    return { field: test.column, value: { kind: 'constant', value: test.value } }
  return test.is === 'notNull' ? { field: test.column, value: { kind: 'now' } } : null
}

function bare(said: string): string {
  return said
    .replaceAll(/[`"'“”]/g, '')
    .replace(/^(?:as|to be|be) /i, '')
    .replace(/ (?:again|automatically|as well|too)$/i, '')
    .trim()
}

const NOW = /^(?:now|now\(\)|the (?:current|present) (?:time|moment|date|timestamp)|current time(?:stamp)?)$/i

function valueGiven(
  column: Field | null,
  { row, entity: about }: Occurrence,
  said: string,
): { readonly field: string; readonly value: Expression } | null {
  if (column === null) return null
  const words = bare(said)
  const given = (value: Expression) => ({ field: column.name, value })
  if (column.type.startsWith('date')) {
    if (NOW.test(words)) return given({ kind: 'now' })
    const source = momentOf(about, words)
    return source === null || source.type !== column.type || (source.nullable && !column.nullable)
      ? null
      : given({ kind: 'field', row, field: source.name })
  }
  if (/^null$/i.test(words) && column.nullable) return given({ kind: 'constant', value: null })
  const constant = constantIn(column, words)
  if (
    constant !== null &&
    (column.type !== 'string' || [...'`"\'“'].some((mark) => said.trim().startsWith(mark)))
  )
    return given(constant)
  const source = columnNamed(about, ofRow(about, words).replaceAll(' ', '_'))
  return source === null || source.type !== column.type || (source.nullable && !column.nullable)
    ? null
    : given({ kind: 'field', row, field: source.name })
}

/** `the visit's note`, `its note`, `the note of the visit` without the row. */
function ofRow({ name }: Entity, words: string): string {
  const owned = /^(?:the )?(.{1,60})['’]s? (.{1,60})$/.exec(words)
  if (owned?.[1] !== undefined && owned[2] !== undefined && keyOf(owned[1]) === keyOf(name)) return owned[2]
  const of = /^(?:the )?(.{1,60}) of (?:the |that )?(.{1,60})$/.exec(words)
  if (of?.[1] !== undefined && of[2] !== undefined && keyOf(of[2]) === keyOf(name)) return of[1]
  return words.replace(/^(?:its|the) /i, '')
}

/** The moment that words mean of a row: a column by its name, or the only one that is not about the row itself. */
function momentOf(about: Entity, words: string): Field | null {
  const own = ofRow(about, words)
  const named = columnNamed(about, own.replaceAll(' ', '_'))
  if (named !== null && named.type.startsWith('date')) return named
  if (!/^(?:time|moment|date|timestamp)$/i.test(own)) return null
  const moments = about.fields.filter(({ type }) => type.startsWith('date'))
  const told = moments.filter(({ name, touched }) => !touched && !/^(?:created|updated)/i.test(name))
  const [only, ...more] = told.length > 0 ? told : moments
  return only === undefined || more.length > 0 ? null : only
}

/** When it comes about: as the cause says, and where all that is compared holds. */
function occasionOf(
  { when: said }: SaidEffect,
  { entity, row, when }: Occurrence,
  steps: readonly Step[],
): Built<Occasion | null> {
  if (said.length === 0) return built(when)
  if (when !== null) return unbuilt('two conditions at once are not understood')
  const moving = steps.some(
    (step) =>
      (step.kind === 'take' && step.row === row) || (step.kind === 'give' && step.entity === entity.name),
  )
  if (moving) return unbuilt('what it is compared with changes in the same request')
  const tests = said.map((one) => testOf(entity, one))
  const known = tests.flatMap((test) => test ?? [])
  return known.length < tests.length
    ? unbuilt(`its condition on ${entity.name} is not understood`)
    : built({ kind: 'compared', row, tests: known })
}

type Test = Extract<Occasion, { readonly kind: 'compared' }>['tests'][number]

const NUMBER = /^(?:integer|number|decimal)$/

function testOf(entity: Entity, { column, relation, value }: SaidComparison): Test | null {
  const field = columnNamed(entity, column)
  if (field === null) return null
  if (value.kind === 'column') {
    const other = columnNamed(entity, value.name)
    return other === null || other === field || other.type !== field.type || relation === 'equal'
      ? null
      : { field: field.name, relation, to: { kind: 'column', name: other.name } }
  }
  if (relation !== 'equal' && !NUMBER.test(field.type)) return null
  if (field.type === 'decimal') return null
  const constant = constantIn(field, value.text)
  return constant === null || typeof constant.value === 'object'
    ? null
    : { field: field.name, relation, to: { kind: 'constant', value: constant.value } }
}
