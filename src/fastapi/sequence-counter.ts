import { derivedColumn } from '../design/derived-column.js'
import { derived } from '../behaviour/origins.js'
import type { Entity } from '../design/entity.js'
import type { Step } from '../design/step.js'

/** The class of the table that counts the numbers given out. */
export const SEQUENCE_COUNTER = 'SequenceCounter'

const WHY = 'Numbers that are given out once have to be counted somewhere.'

/** The table of counters: one row for each beginning of a numbered text, such as that of one day. */
export const SEQUENCE_COUNTERS: Entity = {
  name: SEQUENCE_COUNTER,
  table: 'sequence_counters',
  description: 'The last number that was given out after each prefix',
  managedElsewhere: false,
  owner: null,
  fields: [
    derivedColumn('prefix', 'string', WHY, { primaryKey: true, maxLength: 100 }),
    derivedColumn('last_number', 'integer', WHY),
  ],
  indexes: [],
  origins: { exists: derived(WHY) },
}

/** Whether any of the steps gives out a number. */
export function numbers(steps: readonly Step[]): boolean {
  return steps.some(
    (step) =>
      (step.kind === 'insert' || step.kind === 'assign') &&
      step.values.some(({ value }) => value.kind === 'sequence'),
  )
}
