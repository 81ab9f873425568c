import type { BodyField } from '../../../design/operation.js'
import type { ImplementedOperation } from '../../../fastapi/backend.js'
import type { JsonValue } from '../../../claims/json.js'
import { answering, status } from '../expectation.js'
import { ownFields } from '../fields.js'
import { conforms } from '../../../design/conformance.js'
import { sample } from '../../../fastapi/tests/sample.js'
import { columnOf, isUnique } from '../content.js'
import { otherValue } from '../other-value.js'
import type { OperationProbe } from '../probe.js'
import { shownColumns } from '../shown.js'
import { findByPath, stepsOf } from '../steps.js'

/** An operation that changes what is sent, and shows the row. */
export const isPartial: OperationProbe['applies'] = ({ operation }) =>
  findByPath(operation) !== undefined &&
  stepsOf(operation, 'assign').some(({ values }) => values.some(({ whenBody }) => whenBody !== null)) &&
  // An action that moves the row to another state changes more than what is sent.
  !stepsOf(operation, 'assign').some(({ values }) =>
    values.some(({ whenBody, value }) => whenBody === null && value.kind === 'constant'),
  ) &&
  operation.body.every((field) => !field.required) &&
  operation.responseBody.kind !== 'empty'

const partial: OperationProbe = {
  id: 'partial-update',
  entry: null,
  title: 'An update changes what is sent, and nothing else',
  cwe: null,
  clause: 'API-1',
  applies: isPartial,
  fire: async (scope) => {
    const { operation } = scope
    const touched = new Set(
      [...scope.world.backend.tables.values()].flatMap(({ columns }) =>
        columns.flatMap(({ field }) => (field.touched ? [field.name] : [])),
      ),
    )
    const base = await scope.prepare({ extent: 'least' })
    const row = base.rows.get(findByPath(operation)?.row ?? '')
    if (row === undefined) return
    let before: ReadonlyMap<string, JsonValue> = row.values
    // Another title gives the row another address.
    const moving = new Set(
      stepsOf(operation, 'assign').flatMap(({ values }) =>
        values.flatMap(({ value }) =>
          value.kind === 'slug' && value.of.kind === 'body' ? [value.of.field] : [],
        ),
      ),
    )
    for (const field of ownFields(operation)) {
      if (moving.has(field.name)) continue
      const column = columnOf(operation, field.name)
      const value = otherValue(scope.world, operation, field)
      if (column === undefined || value === undefined) continue
      const known = before
      const answer = await scope.expect(
        `${field.name} alone`,
        { ...base, content: new Map([[field.name, value]]) },
        {},
        answering(operation.success, `the row with another ${field.name}`, ({ json }) => {
          const shown = shownColumns(operation.responseBody, json)
          if (shown === null) return 'the row is not where the specification puts it'
          for (const [name, now] of shown) {
            const then = known.get(name)
            const other =
              name !== column && then !== undefined && !touched.has(name) && !/_at$|At$/u.test(name)
            if (other && JSON.stringify(now) !== JSON.stringify(then)) {
              return `${name} was ${JSON.stringify(then)} and is ${JSON.stringify(now)}`
            }
          }
          return null
        }),
      )
      before = shownColumns(operation.responseBody, answer.json) ?? before
    }
  },
}

/** What a careless test of a value takes for nothing. */
function emptyValue(field: BodyField): JsonValue | undefined {
  const zero = field.type === 'boolean' ? false : 0
  const isNumber = /^(?:integer|number|decimal)$/.test(field.type)
  return (field.type === 'boolean' || isNumber) && (field.rank ?? null) === null && conforms(field, zero)
    ? zero
    : undefined
}

const empty: OperationProbe = {
  id: 'zero-value',
  entry: null,
  title: 'Zero and false are values: an update stores them like any other',
  cwe: null,
  clause: 'API-1',
  applies: (traits) =>
    isPartial(traits) && ownFields(traits.operation).some((field) => emptyValue(field) !== undefined),
  fire: async (scope) => {
    const { operation } = scope
    const base = await scope.prepare({ extent: 'least' })
    for (const field of ownFields(operation)) {
      const column = columnOf(operation, field.name)
      const zero = emptyValue(field)
      const other = zero === false ? true : sample(field, field.name, 'second')
      const isKey = column === undefined || isUnique(scope.world, operation.entity ?? '', column)
      if (zero === undefined || other === undefined || other === zero || isKey) continue
      const filled = await scope.send({ ...base, content: new Map([[field.name, other]]) })
      if (filled.status !== operation.success) continue
      if (shownColumns(operation.responseBody, filled.json)?.get(column) !== other) continue
      await scope.expect(
        `${field.name} ${JSON.stringify(zero)}`,
        { ...base, content: new Map([[field.name, zero]]) },
        {},
        answering(operation.success, `${field.name} ${JSON.stringify(zero)}`, ({ json }) => {
          const now = shownColumns(operation.responseBody, json)?.get(column)
          return now === undefined || now === zero ? null : `${field.name} is ${JSON.stringify(now)}`
        }),
      )
    }
  },
}

const replaced: OperationProbe = {
  id: 'replacement',
  entry: null,
  title: 'An update that replaces the row empties what is not sent',
  cwe: null,
  clause: 'API-1',
  applies: ({ operation }) =>
    findByPath(operation) !== undefined &&
    operation.responseBody.kind !== 'empty' &&
    replacing(operation).length > 0,
  fire: async (scope) => {
    const { operation } = scope
    const full = await scope.prepare({ extent: 'full' })
    const content = Object.fromEntries(replacing(operation).map(({ name }) => [name, undefined]))
    if ((await scope.send(full)).status !== operation.success) return
    const columns = new Set(replacing(operation).map(({ name }) => columnOf(operation, name)))
    await scope.expect(
      'with what must be sent, after a change of everything',
      full,
      { content },
      answering(operation.success, 'null for what was not sent', ({ json }) => {
        const shown = shownColumns(operation.responseBody, json)
        if (shown === null) return 'the row is not where the specification puts it'
        const kept = [...shown].find(([column, value]) => columns.has(column) && value !== null)
        return kept === undefined ? null : `${kept[0]} is still ${JSON.stringify(kept[1])}`
      }),
    )
  },
}

/** Fields that may be left out, whose columns become null then. */
function replacing(operation: ImplementedOperation): readonly BodyField[] {
  const always = new Set(
    stepsOf(operation, 'assign').flatMap(({ values }) =>
      values.flatMap(({ value, whenBody }) =>
        value.kind === 'body' && whenBody === null ? [value.field] : [],
      ),
    ),
  )
  return ownFields(operation).filter(
    (field) => always.has(field.name) && !field.required && field.default === null && field.nullable,
  )
}

const emptied: OperationProbe = {
  id: 'emptied-field',
  entry: null,
  title: 'null empties a field that may be empty',
  cwe: null,
  clause: 'API-1',
  applies: (traits) => isPartial(traits) && ownFields(traits.operation).some(({ nullable }) => nullable),
  fire: async (scope) => {
    const { operation } = scope
    const base = await scope.prepare({ extent: 'least' })
    for (const field of ownFields(operation).filter(({ nullable }) => nullable)) {
      const column = columnOf(operation, field.name)
      const value = otherValue(scope.world, operation, field)
      if (column === undefined || value === undefined) continue
      const filled = await scope.send({ ...base, content: new Map([[field.name, value]]) })
      const known = shownColumns(operation.responseBody, filled.json)?.get(column)
      // What cannot be seen, or is refused for another reason, shows nothing.
      if (filled.status !== operation.success || known === undefined || known === null) continue
      await scope.expect(
        `${field.name} null`,
        { ...base, content: new Map([[field.name, null]]) },
        {},
        answering(operation.success, `${field.name} null`, ({ json }) => {
          const now = shownColumns(operation.responseBody, json)?.get(column)
          return now === undefined || now === null ? null : `${field.name} is still ${JSON.stringify(now)}`
        }),
      )
    }
  },
}

const nothing: OperationProbe = {
  id: 'empty-update',
  entry: null,
  title: 'An update without any field is answered as specified',
  cwe: null,
  clause: 'ERR-7',
  applies: ({ operation }) =>
    stepsOf(operation, 'check').some(({ condition }) => condition.kind === 'anyBodyField'),
  fire: async (scope) => {
    const check = stepsOf(scope.operation, 'check').find(({ condition }) => condition.kind === 'anyBodyField')
    if (check === undefined) return
    const prepared = await scope.prepare()
    await scope.expect('no field', { ...prepared, content: new Map() }, {}, status(check.otherwise.status))
  },
}

/** Changes of rows. */
export const updateProbes = [partial, empty, replaced, emptied, nothing]
