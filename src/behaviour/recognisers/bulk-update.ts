import type { Entity } from '../../design/entity.js'
import { bodyFieldIn } from '../../design/expression.js'
import type { BodyField } from '../../design/operation.js'
import type { Assignment } from '../../design/step.js'
import { columnsOfRule } from '../../design/row-rules.js'
import type { Candidate } from '../candidate.js'
import { fieldOf } from '../column.js'
import { refusalOf } from '../failure.js'
import { wordsOf } from '../naming.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { impliedBy, referredBy } from '../referred.js'
import { participleOf } from '../relations/verb.js'
import { bulkOf, changedMembers, listedRows, listOf } from '../steps/bulk.js'
import { enteringStamps } from '../steps/edges.js'
import { meaningFor } from '../steps/flag-words.js'
import type { Built } from '../steps/guard.js'
import { built, guardSteps, unbuilt } from '../steps/guard.js'
import { momentOf, undoneBy } from '../steps/moment.js'
import { protectedSteps } from '../steps/protected.js'
import { changeValues, touches } from '../steps/values.js'
import { stamps } from './set.js'

/**
 * Changes all rows that the body lists: `PATCH /seeds/bulk` with `{"ids": [3, 5], "changes": {"kind": "bean"}}` or with the
 * fields beside the list, `POST /seeds/bulk-archive` with the list alone.
 */
export const bulkUpdate: Recogniser = {
  behaviour: 'update',
  answers: 'nothing',
  recognises: (candidate) => bulkOf(candidate) === 'update',
  implement: (candidate) => {
    const { entity } = candidate
    if (entity === null) return notImplemented('it is not known which entity it changes')
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const values = valuesOf(candidate, entity)
    if (!values.ok) return notImplemented(values.why)
    const why = unfitForMany(candidate, entity, values.value)
    if (why !== null) return notImplemented(why)
    const brought = values.value.filter(({ value }) => value.kind === 'body' || value.kind === 'member')
    const certain = brought.some(
      ({ value }) =>
        value.kind === 'body' &&
        candidate.operation.body.some(
          (field) => field.name === value.field && field.required && !field.nullable,
        ),
    )
    const { status } = refusalOf(candidate, 'validation').failure
    const empty =
      brought.length === 0 || certain ? null : { status, message: 'At least one field must be provided' }
    const listed = listedRows(candidate, values.value, empty)
    return listed.ok ? implemented([...guard.value, ...listed.value], null) : notImplemented(listed.why)
  },
}

/** What the rows take: the members of an object, the fields beside the list, or what the word of the path says. */
function valuesOf(candidate: Candidate, entity: Entity): Built<readonly Assignment[]> {
  const { operation } = candidate
  const list = listOf(candidate)
  const beside = operation.body.filter(({ name }) => name !== list?.name)
  const [only, ...more] = beside
  if (only === undefined) return valuesOfWord(candidate, entity)
  const members = more.length === 0 ? changedMembers(candidate, only) : null
  if (members === null)
    return changeValues({ ...candidate, operation: { ...operation, body: beside } }, entity, 'partial')
  const fields = members.map((member): BodyField => ({
    ...member,
    column: null,
    default: null,
    generated: null,
    description: null,
    origins: {},
  }))
  const values = changeValues({ ...candidate, operation: { ...operation, body: fields } }, entity, 'partial')
  if (!values.ok) return values
  return built(
    values.value.map((assignment): Assignment => {
      const { value } = assignment
      return value.kind === 'body'
        ? { ...assignment, value: { kind: 'member', field: only.name, name: value.field }, whenBody: null }
        : assignment
    }),
  )
}

const FILLERS = /^(?:bulk|batch|many|multiple|mass|selected|mark|as|set|all|update|status|the|toggle)$/

/** `bulk-complete` sets the flag that knows the word, the state of that name, or the moment of it. */
function valuesOfWord(candidate: Candidate, entity: Entity): Built<readonly Assignment[]> {
  const { word, operation } = candidate
  if (/toggle/.test(word)) return unbuilt('a toggle of many rows cannot be built yet')
  const words = wordsOf(word).filter((one) => !FILLERS.test(one))
  const said = words.length > 0 ? words.join('') : (operation.facts.flag?.field ?? '')
  const flags = entity.fields.filter(
    (field) => field.type === 'boolean' && meaningFor(field.name, said) !== null,
  )
  const [flag, ...others] = flags
  if (flag !== undefined && others.length === 0) {
    const effect = meaningFor(flag.name, said) === true ? ('set-true' as const) : ('set-false' as const)
    return built([
      { field: flag.name, value: { kind: 'constant', value: effect === 'set-true' }, whenBody: null },
      ...stamps(entity, { column: flag, effect, given: null }),
      ...touches(entity),
    ])
  }
  const state = participleOf(said)
  const states = entity.fields.filter((field) =>
    field.enum?.some((value) => value === state || value === said),
  )
  const [column, ...more] = states
  if (column !== undefined && more.length === 0) {
    const value = column.enum?.find((each) => each === state || each === said) ?? state
    return built([
      { field: column.name, value: { kind: 'constant', value }, whenBody: null },
      ...touches(entity),
    ])
  }
  const undone = undoneBy(entity, said)
  const moment = momentOf(entity, undone ?? said)
  if (moment !== null && states.length === 0 && flags.length === 0)
    return built([
      {
        field: moment.name,
        value: undone === null ? { kind: 'now' } : { kind: 'constant', value: null },
        whenBody: null,
      },
      ...touches(entity),
    ])
  return unbuilt(`no column of ${entity.name} holds what "${word}" says`)
}

/** Why many rows cannot take the values by one statement; null where they can. */
function unfitForMany(candidate: Candidate, entity: Entity, values: readonly Assignment[]): string | null {
  const set = values.filter(({ value }) => value.kind !== 'now').map(({ field }) => field)
  if (set.length === 0) return `nothing says which fields of ${entity.name} it changes`
  const columns = set.flatMap((name) => fieldOf(entity, name) ?? [])
  const unique = columns.find((column) => column.unique)
  if (unique !== undefined) return `many rows cannot take one value of ${unique.name}, which is unique`
  if (entity.indexes.some((index) => index.unique && index.fields.some((field) => set.includes(field))))
    return `many rows at once may meet a uniqueness of ${entity.name}, which cannot be told apart yet`
  const moved = columns.find(({ edges = [] }) => edges.length > 0)
  if (moved !== undefined || enteringStamps(candidate, entity).length > 0)
    return `rows move from different states, and moves of many rows along edges cannot be built yet`
  const rule = (entity.rowRules ?? []).find((kept) =>
    kept.rule.kind === 'clock'
      ? set.includes(kept.rule.column)
      : columnsOfRule(kept.rule).some((column) => set.includes(column)),
  )
  if (rule !== undefined)
    return `values of one ${entity.name} must fit each other, which is not checked for many rows yet`
  const reference = columns.find(
    (column) =>
      referredBy(candidate.draft.entities, column) !== null ||
      impliedBy(candidate.draft.entities, column) !== null,
  )
  if (reference !== undefined)
    return `${reference.name} refers to other rows, which is not looked up for many rows yet`
  if (values.some(({ value }) => value.kind === 'hash' || value.kind === 'slug'))
    return 'values that are made from others cannot be given to many rows at once yet'
  if (values.some(({ value }) => bodyFieldIn(value) === null && value.kind === 'field'))
    return 'values of other rows cannot be given to many rows at once yet'
  return protectedSteps(candidate, entity, '').length > 0
    ? `some rows of ${entity.name} may not be changed, which no list of keys can tell yet`
    : null
}
