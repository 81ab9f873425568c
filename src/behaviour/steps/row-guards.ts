import type { RowCondition } from '../../claims/row-condition.js'
import type { RowGuard, SaidTest } from '../../claims/row-guard.js'
import type { KeptGuard } from '../../design/draft.js'
import type { Entity, Field } from '../../design/entity.js'
import { oppositeOf, oppositeRelation, type RowTest } from '../../design/row-test.js'
import { conditionOf } from '../../design/row-rules.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { columnNamed, primaryKey, referenceTo } from '../column.js'
import { entityNamed, entityOf } from '../entity-of.js'
import { shapeOf } from '../path.js'
import { refusalOf } from '../failure.js'
import { keyOf } from '../naming.js'
import { meaningFor } from './flag-words.js'
import { guardMessage, saidMessage } from './guard-message.js'
import { removalMark } from './removal.js'

/**
 * The steps with a look at the row between finding it and changing or removing it, where documents refuse that for what
 * the row is. A sentence of which one word is no column, no state and no row of the design stays with its line.
 */
export function withRowGuards<T extends { readonly steps: readonly Step[] }>(
  candidate: Candidate,
  implementation: T,
): T {
  const { entity, operation } = candidate
  const { steps } = implementation
  const at = steps.findLastIndex((step) => step.kind === 'find' && step.entity === entity?.name)
  const found = steps[at]
  const locked = steps.some(
    (step) =>
      (step.kind === 'assign' || step.kind === 'flip' || step.kind === 'remove') &&
      step.row === (found?.kind === 'find' ? found.row : null),
  )
  if (entity === null || found?.kind !== 'find' || !locked) return implementation
  const guards = (operation.guards ?? []).flatMap((kept) =>
    kept.guard.parent === undefined || entityNamed(candidate.draft.entities, kept.guard.parent) === entity
      ? checkOf(candidate, entity, found.row, kept)
      : [],
  )
  if (guards.length === 0) return implementation
  // A move along edges looks at the state already: there the answer is what the guard says.
  const told = steps.map((step): Step => {
    const same = guards.find((check) => saysSame(step, check))
    return step.kind === 'check' && same !== undefined
      ? { ...step, otherwise: same.otherwise, origins: same.origins }
      : step
  })
  const checks = guards.filter((check) => !steps.some((step) => saysSame(step, check)))
  let end = at + 1
  while (isPresence(steps[end])) end += 1
  return { ...implementation, steps: [...told.slice(0, end), ...checks, ...told.slice(end)] }
}

/** Whether a step belongs to finding a row: a look at the parent or at the mark of a removed row. */
export function isPresence(step: Step | undefined): boolean {
  return step?.kind === 'check' && step.condition.kind === 'equal' && step.otherwise.status === 404
}

/** Whether a look at states from which a row may move on asks for just the states that a guard leaves. */
function saysSame(step: Step, { condition: guard }: Check): boolean {
  if (step.kind !== 'check' || step.condition.kind !== 'oneOf' || guard.kind !== 'guard') return false
  const { value, values } = step.condition
  const allowed = guard.tests.flatMap((test) =>
    test.kind === 'column' &&
    test.test.is === 'notEqual' &&
    value.kind === 'field' &&
    value.row === guard.row &&
    value.field === test.test.column
      ? [test.test.value]
      : [],
  )
  return (
    guard.refused === 'all' &&
    allowed.length === guard.tests.length &&
    allowed.length === values.length &&
    values.every((state) => allowed.includes(state))
  )
}

type Check = Extract<Step, { readonly kind: 'check' }>

function checkOf(candidate: Candidate, entity: Entity, row: string, kept: KeptGuard): readonly Check[] {
  const { guard, origins } = kept
  const tests = testsOf(candidate, entity, guard)
  if (tests === null) return []
  const standard = refusalOf(candidate, 'condition').failure
  const status = guard.answer?.status ?? standard.status
  const message =
    guard.answer?.message ??
    saidMessage(candidate.operation, status) ??
    guardMessage(candidate, entity, guard)
  return [
    {
      kind: 'check',
      condition: { kind: 'guard', row, refused: guard.refused === 'when' ? 'any' : 'all', tests },
      otherwise: { status, message },
      origins,
    },
  ]
}

/** The tests in the words of the design, as those by which it is refused; null where one of them is not understood. */
export function testsOf(candidate: Candidate, entity: Entity, guard: RowGuard): readonly RowTest[] | null {
  const tests = guard.tests.map((said) =>
    testOf(candidate, entity, guard.refused === 'when' ? said : { ...said, not: !said.not }),
  )
  if (!tests.every((test) => test !== null)) return null
  // Several states are alternatives only within one column.
  const columns = new Set(tests.map((test) => (test.kind === 'column' ? test.test.column : test.kind)))
  return columns.size === 1 ? tests : null
}

function testOf(candidate: Candidate, entity: Entity, said: SaidTest): RowTest | null {
  switch (said.kind) {
    case 'state':
      return columnTest(stateOf(entity, said.words), said.not)
    case 'column':
      return columnTest(conditionOf(entity, said.test), said.not)
    case 'number': {
      const column = columnNamed(entity, said.column)
      if (column === null || !/^(?:integer|number|decimal)$/.test(column.type)) return null
      const relation = said.not ? oppositeRelation(said.relation) : said.relation
      return { kind: 'number', column: column.name, relation, value: said.value }
    }
    case 'rows':
      return said.not ? null : rowsTest(candidate, entity, said.entity, said.state)
    case 'age': {
      const column = entity.fields.find(
        ({ name, type }) => type === 'datetime' && /^created(?:_?at|_?on)?$/i.test(name),
      )
      return column === undefined
        ? null
        : { kind: 'age', column: column.name, seconds: said.seconds, older: !said.not }
    }
  }
}

function columnTest(test: RowCondition | null, not: boolean): RowTest | null {
  return test === null ? null : { kind: 'column', test: not ? oppositeOf(test) : test }
}

/** `confirmed`: the one value of an enumeration, else the one flag, else the one moment that has this name. */
export function stateOf(entity: Entity, words: string): RowCondition | null {
  const key = keyOf(words)
  const values = entity.fields.flatMap((column) =>
    (column.enum ?? []).filter((value) => keyOf(value) === key).map((value) => ({ column, value })),
  )
  const [value, ...others] = values
  if (others.length > 0) return null
  if (value !== undefined) return { column: value.column.name, is: 'equal', value: value.value }
  const flags = entity.fields.flatMap((column): readonly RowCondition[] => {
    const meaning = column.type === 'boolean' ? meaningFor(column.name, words) : null
    return meaning === null ? [] : [{ column: column.name, is: 'equal', value: meaning }]
  })
  if (flags.length > 0) return flags.length === 1 ? (flags[0] ?? null) : null
  const moments = entity.fields.filter((column) => isMoment(column, key))
  const [moment, ...more] = moments
  return moment === undefined || more.length > 0 ? null : { column: moment.name, is: 'notNull' }
}

function isMoment({ name, type, nullable }: Field, key: string): boolean {
  return (
    nullable && (type === 'datetime' || type === 'date') && [`${key}at`, `${key}on`].includes(keyOf(name))
  )
}

/** Rows of another entity that refer to the row; removed ones count no more. */
function rowsTest(candidate: Candidate, entity: Entity, named: string, state: string | null): RowTest | null {
  const { draft } = candidate
  const other = entityNamed(draft.entities, named)
  const reference = other === null ? null : referenceTo(other, entity)
  const target = primaryKey(entity)
  if (other === null || other.managedElsewhere || reference === null || target === null) return null
  const where = state === null ? [] : [stateOf(other, state)]
  if (!where.every((test) => test !== null)) return null
  const mark = removalMark(draft, other)
  const present: readonly RowCondition[] =
    mark === null || mark.present.kind !== 'constant'
      ? []
      : typeof mark.present.value === 'boolean'
        ? [{ column: mark.set.field, is: 'equal', value: mark.present.value }]
        : [{ column: mark.set.field, is: 'null' }]
  return {
    kind: 'rows',
    entity: other.name,
    field: reference.name,
    target: target.name,
    where: [...where, ...present],
  }
}

/** Why many rows must not be removed at once: one by one, some are refused. */
export function bulkTrouble({ draft, entity }: Candidate, steps: readonly Step[]): string | null {
  const removes = steps.some((step) => step.kind === 'changeListed' && step.values === null)
  if (!removes || entity === null) return null
  const guarded = draft.operations.some(
    (operation) =>
      operation.method === 'DELETE' &&
      (operation.guards ?? []).length > 0 &&
      entityOf(draft, operation, shapeOf(operation)) === entity,
  )
  return guarded
    ? `documents refuse to remove some rows of ${entity.name}, and many at once are not looked at one by one`
    : null
}
