import type { Step } from '../../design/step.js'
import { freeRules } from '../../design/value-rules.js'
import { tableOf, type Execution, type Fault } from '../execution.js'
import type { Parsed } from '../parsed-json.js'
import type { FieldError, Refusal } from '../refusal.js'
import { readRowFile, type FileRow } from '../row-file.js'
import type { Row, Stored } from '../stored.js'
import { readValue } from '../values/read-value.js'
import type { Reading } from '../values/reading.js'
import { listedRow } from './insert-listed.js'
import { stepRunner } from './step-runner.js'

type InsertApart = Extract<Step, { readonly kind: 'insertApart' }>

/** Each element that keeps the rules becomes a row; the faults of the others are kept for the answer. */
export const insertApart = stepRunner('insertApart', (step, execution) => {
  const table = tableOf(execution, step.entity)
  const read = readingsOf(step, execution)
  if ('detail' in read) return read
  const refused = new Map<number, readonly FieldError[]>()
  const accepted = new Map<number, Stored>()
  for (const [place, reading] of read.rows) {
    if (reading.ok) accepted.set(place, reading.value)
    else refused.set(place, reading.errors)
  }
  if (step.otherwise !== null && refused.size > 0)
    return execution.refuseInput(
      [...refused].flatMap(([place, errors]) =>
        errors.map(({ type, loc, msg }) => ({ type, loc: ['body', step.list, place, loc.join('.')], msg })),
      ),
    )
  const made = new Map<number, Row>(
    [...accepted].map(([place, element]) => [place, listedRow(execution, table, step.values, element)]),
  )
  execution.apart = {
    made,
    refused: new Map([...refused].map(([place, errors]) => [place, errors.map(faultOf)])),
  }
  const rows = [...made.values()]
  execution.rows.set(step.rows, { entity: step.entity, rows, total: rows.length })
  return null
})

function faultOf({ loc, msg }: FieldError): Fault {
  return { field: loc.join('.'), message: msg }
}

/** What each element is read as, by its number; or why the file cannot be read. */
function readingsOf(
  step: InsertApart,
  execution: Execution,
): { readonly rows: readonly (readonly [number, Reading])[] } | Refusal {
  const { operation, input } = execution
  if (step.file === null) {
    const rules = { ...freeRules('object'), properties: step.members }
    const place = operation.unknownFields === 'refuse' ? 'strict-json' : 'json'
    return {
      rows: (input.elements.get(step.list) ?? []).map((element: Parsed, index) => [
        step.first + index,
        readValue(element, rules, place, []),
      ]),
    }
  }
  const rows = readRowFile(
    input.files?.get(step.list)?.[0] ?? new Uint8Array(),
    step.members,
    step.file,
    step.first,
  )
  return 'detail' in rows ? rows : { rows: rows.rows.map((row) => [row.place, readRow(step, row)]) }
}

/** The cells of one row by the rules of their columns: all of them are texts. */
function readRow({ members }: InsertApart, { cells }: FileRow): Reading {
  const values: Record<string, Stored> = Object.create(null) as Record<string, Stored>
  const errors: FieldError[] = []
  for (const member of members) {
    const cell = cells.get(member.name)
    if (cell === undefined) {
      if (member.required) errors.push({ type: 'missing', loc: [member.name], msg: 'Field required' })
      continue
    }
    const reading = readValue(cell, member, 'url', [member.name])
    if (reading.ok) values[member.name] = reading.value
    else errors.push(...reading.errors)
  }
  const known = new Set(members.map(({ name }) => name))
  for (const name of cells.keys())
    if (!known.has(name))
      errors.push({ type: 'extra_forbidden', loc: [name], msg: 'Extra inputs are not permitted' })
  return errors.length === 0 ? { ok: true, value: values } : { ok: false, errors }
}
