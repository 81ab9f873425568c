import type { Entity, Field } from '../design/entity.js'
import type { Origins } from '../design/origin.js'
import type { Step } from '../design/step.js'
import { freeRules } from '../design/value-rules.js'

/** The class of the table that counts the numbers given out. */
export const SEQUENCE_COUNTER = 'SequenceCounter'

const ORIGINS: Origins = {
  exists: [
    { kind: 'derived', why: 'Numbers that are given out once have to be counted somewhere.', from: [] },
  ],
}

function column(name: string, type: 'string' | 'integer', more: Partial<Field>): Field {
  return {
    ...freeRules(type),
    name,
    primaryKey: false,
    unique: false,
    index: false,
    references: null,
    onDelete: null,
    touched: false,
    default: null,
    generated: null,
    description: null,
    origins: ORIGINS,
    ...more,
  }
}

/** The table of counters: one row for each beginning of a numbered text, such as that of one day. */
export const SEQUENCE_COUNTERS: Entity = {
  name: SEQUENCE_COUNTER,
  table: 'sequence_counters',
  description: 'The last number that was given out after each prefix',
  managedElsewhere: false,
  owner: null,
  fields: [
    column('prefix', 'string', { primaryKey: true, maxLength: 100 }),
    column('last_number', 'integer', {}),
  ],
  indexes: [],
  origins: ORIGINS,
}

/** Whether any of the steps gives out a number. */
export function numbers(steps: readonly Step[]): boolean {
  return steps.some(
    (step) =>
      (step.kind === 'insert' || step.kind === 'assign') &&
      step.values.some(({ value }) => value.kind === 'sequence'),
  )
}
