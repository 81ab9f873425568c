import type { BodyField } from '../../../design/operation.js'
import type { ImplementedOperation } from '../../../fastapi/backend.js'
import type { JsonValue } from '../../../claims/json.js'
import { answering, status } from '../expectation.js'
import { ownFields } from '../fields.js'
import { columnOf } from '../content.js'
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
export const updateProbes = [partial, replaced, emptied, nothing]
