import type { RowRule } from '../../claims/row-rule.js'
import type { Entity, KeptRule } from '../../design/entity.js'
import { bodyFieldIn } from '../../design/expression.js'
import type { BodyField } from '../../design/operation.js'
import { columnsOfRule } from '../../design/row-rules.js'
import type { Failure, Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { fieldOf } from '../column.js'
import { refusalOf } from '../failure.js'

type Writing = Extract<Step, { readonly kind: 'insert' | 'assign' }>

/**
 * The steps with a check after each that takes values of the body over into a row whose values must fit each other:
 * a change of one of them is measured against the others that the row has.
 */
export function withRowChecks<T extends { readonly steps: readonly Step[] }>(
  candidate: Candidate,
  implementation: T,
): T {
  const { steps } = implementation
  const checked = steps.flatMap((step): readonly Step[] =>
    step.kind === 'insert' || step.kind === 'assign'
      ? [step, ...checksOf(candidate, step, entityOf(candidate, step, steps))]
      : [step],
  )
  return { ...implementation, steps: checked }
}

function entityOf({ draft }: Candidate, step: Writing, steps: readonly Step[]): Entity | null {
  const bound = steps.find((one) => (one.kind === 'find' || one.kind === 'verify') && one.row === step.row)
  const name =
    step.kind === 'insert' ? step.entity : bound !== undefined && 'entity' in bound ? bound.entity : null
  return draft.entities.find((entity) => entity.name === name) ?? null
}

function checksOf(candidate: Candidate, step: Writing, entity: Entity | null): readonly Step[] {
  if (entity === null) return []
  const fields = new Map(
    step.values.flatMap(({ field, value }) => {
      const sent = bodyFieldIn(value)
      return sent === null ? [] : [[field, sent] as const]
    }),
  )
  return (entity.rowRules ?? []).flatMap(({ rule, origins }: KeptRule): readonly Step[] => {
    const field = columnsOfRule(rule)
      .map((column) => fields.get(column))
      .find((name) => name !== undefined)
    if (field === undefined) return []
    const { status } = refusalOf(candidate, 'validation').failure
    const name = (column: string): string => fields.get(column) ?? column
    const otherwise: Failure = { status, message: messageOf(entity, rule, name), field }
    return [{ kind: 'check', condition: { kind: 'rowRule', row: step.row, rule }, otherwise, origins }]
  })
}

/** `end_date must be after start_date`. */
function messageOf(entity: Entity, rule: RowRule, name: (column: string) => string): string {
  if (rule.kind === 'order') {
    const type = fieldOf(entity, rule.column)?.type ?? ''
    const words = WORDS[type === 'date' || type === 'datetime' || type === 'time' ? 'times' : 'numbers']
    return `${name(rule.column)} must ${words[rule.relation]} ${name(rule.than)}`
  }
  const { when } = rule
  const condition = {
    null: 'is not given',
    notNull: 'is given',
    equal: `is ${'value' in when ? String(when.value) : ''}`,
    notEqual: `is not ${'value' in when ? String(when.value) : ''}`,
  }[when.is]
  return `${name(rule.column)} is required when ${name(when.column)} ${condition}`
}

const WORDS = {
  times: {
    greater: 'be after',
    atLeast: 'not be before',
    less: 'be before',
    atMost: 'not be after',
  },
  numbers: {
    greater: 'be greater than',
    atLeast: 'be at least',
    less: 'be less than',
    atMost: 'be at most',
  },
} as const

/** A body field with what samples of it must heed, so that they keep the rules of its row. */
export function withSampling(entity: Entity, field: BodyField): BodyField {
  const rank = field.column === null ? null : (fieldOf(entity, field.column)?.rank ?? null)
  const avoided = (entity.rowRules ?? []).flatMap(({ rule }) =>
    rule.kind === 'required' && rule.when.column === field.column && rule.when.is === 'equal'
      ? [rule.when.value]
      : [],
  )[0]
  return {
    ...field,
    ...(rank === null ? {} : { rank }),
    ...(avoided === undefined ? {} : { avoided }),
  }
}
