import type { ClockRule, FittingRule } from '../../claims/row-rule.js'
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
      ? [
          ...clockChecks(candidate, step, writtenEntity(candidate, step, steps)),
          step,
          ...checksOf(candidate, step, writtenEntity(candidate, step, steps)),
        ]
      : [step],
  )
  return { ...implementation, steps: checked }
}

/** The entity of the row that a step writes; null where no step tells. */
export function writtenEntity({ draft }: Candidate, step: Writing, steps: readonly Step[]): Entity | null {
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
    if (rule.kind === 'clock') return []
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

/** What the body gives must stand to the present as documents say, before it is taken over. */
function clockChecks(candidate: Candidate, step: Writing, entity: Entity | null): readonly Step[] {
  return (entity?.rowRules ?? []).flatMap(({ rule, origins }): readonly Step[] => {
    if (rule.kind !== 'clock' || rule.at === (step.kind === 'insert' ? 'change' : 'creation')) return []
    const body = step.values.find(({ field }) => field === rule.column)?.value
    const sent =
      body?.kind === 'body' ? candidate.operation.body.find(({ name }) => name === body.field) : null
    if (sent === null || sent === undefined || (sent.type !== 'date' && sent.type !== 'datetime')) return []
    const invalid = refusalOf(candidate, 'validation').failure.status
    const { status, message } = rule.answer ?? { status: invalid, message: null }
    return [
      {
        kind: 'check',
        condition: {
          kind: 'clock',
          body: sent.name,
          type: sent.type,
          rule,
          row: step.kind === 'insert' ? null : step.row,
        },
        otherwise: {
          status,
          message: message ?? `${sent.name} must ${standingOf(rule)}`,
          // Another status, or a text of its own, is no list of invalid fields.
          field: status === invalid && message === null ? sent.name : null,
        },
        origins,
      },
    ]
  })
}

/** `not be in the past`, `be after today`. */
function standingOf({ relation, moment }: ClockRule): string {
  const words = {
    greater: ['be in the future', 'be after today'],
    atLeast: ['not be in the past', 'not be before today'],
    less: ['be in the past', 'be before today'],
    atMost: ['not be in the future', 'not be after today'],
  }[relation]
  return (moment === 'now' ? words[0] : words[1]) ?? ''
}

/** `end_date must be after start_date`. */
function messageOf(entity: Entity, rule: FittingRule, name: (column: string) => string): string {
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
  const era = field.column === null ? null : (fieldOf(entity, field.column)?.era ?? null)
  const avoided = (entity.rowRules ?? []).flatMap(({ rule }) =>
    rule.kind === 'required' && rule.when.column === field.column && rule.when.is === 'equal'
      ? [rule.when.value]
      : [],
  )[0]
  return {
    ...field,
    ...(rank === null ? {} : { rank }),
    ...(era === null ? {} : { era }),
    ...(avoided === undefined ? {} : { avoided }),
  }
}
