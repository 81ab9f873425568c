import { conforms } from '../../design/conformance.js'
import type { BodyField } from '../../design/operation.js'
import type { Occasion } from '../../design/step.js'
import { keyword, type Keyword } from '../../python/nodes/call.js'
import type { Expression } from '../../python/nodes/expression.js'
import { jsonLiteral } from '../values/json.js'
import { attributeOf, type Table } from '../table.js'
import { stateBefore } from './arrangement.js'
import { sample } from './sample.js'
import { fieldNamed, stepsOf, tableOfRow, type Scope } from './scope.js'

/** What a request and its rows must hold for something to come about beside it, or not to. */
export interface Occasioned {
  readonly rows: ReadonlyMap<string, readonly Keyword[]>
  readonly content: ReadonlyMap<string, Expression>
}

/**
 * The values by which an occasion is there, or is not.
 *
 * @returns null where no request can be made for it
 */
export function occasioned(scope: Scope, occasion: Occasion | null, there: boolean): Occasioned | null {
  if (occasion === null) return there ? { rows: new Map(), content: new Map() } : null
  const table = tableOfRow(scope, occasion.row)
  if (table === null) return null
  return occasion.kind === 'moved'
    ? moved(scope, occasion, table, there)
    : compared(scope, occasion, table, there)
}

function moved(
  scope: Scope,
  occasion: Extract<Occasion, { readonly kind: 'moved' }>,
  table: Table,
  there: boolean,
): Occasioned | null {
  const { operation } = scope
  const field = operation.body.find(({ name }) => name === occasion.body)
  const column = fieldNamed(table.entity, occasion.field)
  if (field === undefined || column === null) return null
  const wanted = occasion.value ?? sample(field, field.name, 'second')
  if (typeof wanted !== 'string' && typeof wanted !== 'number' && typeof wanted !== 'boolean') return null
  const edge = stepsOf(operation, 'check').flatMap(({ condition }) =>
    condition.kind === 'edge' && condition.body === occasion.body ? [condition] : [],
  )[0]
  const before = edge === undefined ? otherValue(field, wanted) : stateBefore(edge, String(wanted))
  if (before === null || (there && before === wanted)) return null
  return {
    rows: new Map([
      [occasion.row, [keyword(attributeOf(table, occasion.field), jsonLiteral(there ? before : wanted))]],
    ]),
    content: new Map([[occasion.body, jsonLiteral(wanted)]]),
  }
}

/** Another value that a field may hold. */
function otherValue(field: BodyField, wanted: string | number | boolean): string | number | boolean | null {
  if (typeof wanted === 'boolean') return !wanted
  const others = [field.enum?.find((one) => one !== wanted), sample(field, field.name, 'first')]
  const other = others.find((one) => one !== undefined && one !== wanted)
  return typeof other === 'string' || typeof other === 'number' ? other : null
}

function compared(
  { operation }: Scope,
  { row, tests }: Extract<Occasion, { readonly kind: 'compared' }>,
  table: Table,
  there: boolean,
): Occasioned | null {
  const content = new Map<string, Expression>()
  const columns: Keyword[] = []
  const isMade = stepsOf(operation, 'insert').some((step) => step.row === row)
  for (const { field: column, relation, to } of tests) {
    const sent = operation.body.find((one) => one.column === column)
    if (to.kind === 'constant') {
      const value = there ? fitting(to.value, relation) : unfitting(sent, to.value, relation)
      if (sent === undefined || value === null || !conforms(sent, value)) return null
      content.set(sent.name, jsonLiteral(value))
      continue
    }
    const other = operation.body.find((one) => one.column === to.name)
    const [left, right] = there === (relation === 'greater' || relation === 'atLeast') ? [2, 1] : [1, 2]
    for (const [body, name, value] of [
      [sent, column, left],
      [other, to.name, right],
    ] as const) {
      if (body !== undefined && body.type !== 'integer' && body.type !== 'number') return null
      if (body !== undefined && conforms(body, value)) content.set(body.name, jsonLiteral(value))
      else if (body === undefined && !isMade)
        columns.push(keyword(attributeOf(table, name), jsonLiteral(value)))
      else return null
    }
  }
  return { rows: columns.length === 0 ? new Map() : new Map([[row, columns]]), content }
}

type Plain = string | number | boolean

function fitting(value: Plain, relation: string): Plain | null {
  if (relation === 'equal') return value
  if (typeof value !== 'number') return null
  return relation === 'greater' ? value + 1 : relation === 'less' ? value - 1 : value
}

function unfitting(field: BodyField | undefined, value: Plain, relation: string): Plain | null {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'string') return field?.enum?.find((one) => one !== value) ?? null
  return relation === 'less' || relation === 'atMost' || relation === 'equal' ? value + 1 : value - 1
}
