import { responseOf } from '../../../design/aspect.js'
import type { View, ViewField } from '../../../design/operation.js'
import { call, keyword, subscript } from '../../../python/nodes/call.js'
import { number, string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { assign } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { attributeOf } from '../../table.js'
import { factoryName } from '../arrangement.js'
import { placedView } from '../expectation.js'
import { shownRow } from '../shown-row.js'
import { assertEqual, assertStatus } from '../request.js'
import { inJson } from '../row-value.js'
import { originsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

type Referred = Extract<ViewField, { readonly kind: 'referred' }>

/** What a row shows of those that it refers to is theirs: `chef_name` is the name of its chef. */
export function referred(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  const placed = placedView(operation.responseBody)
  const subject = placed === null ? null : shownRow(scope)
  if (placed === null || subject === null) return []
  const table = tableNamed(scope.backend, placed.view.entity)
  const { entity } = table
  const fields = referredFields(placed.view).filter(
    ({ reference }) => reference !== entity.owner && !subject.settled.has(attributeOf(table, reference)),
  )
  const shown = fields.flatMap((field) => {
    const other = tableNamed(scope.backend, field.entity)
    const value = inJson(localOf(field), attributeOf(other, field.column), {
      ...field.rules,
      nullable: false,
    })
    return value === null || field.entity === entity.name ? [] : [{ field, other, value }]
  })
  if (shown.length === 0) return []
  const rows = [...new Map(shown.map((one) => [localOf(one.field), one])).entries()]
  const ties = rows.map(([local, { field, other }]) =>
    keyword(attributeOf(table, field.reference), attribute(name(local), attributeOf(other, field.target))),
  )
  const made = rows.map(([local, { other }]) => assign(name(local), call(name(factoryName(other)))))
  const arranged = subject.store(ties)
  return [
    testCase({
      name: `${operation.name}_shows_what_it_refers_to`,
      shows: `${shown.map(({ field }) => field.name).join(', ')} come from the rows that are referred to`,
      fixtures: [...new Set([...rows.map(([, { other }]) => factoryName(other)), ...arranged.fixtures])],
      body: [
        ...made,
        ...arranged.statements,
        assertStatus(operation.success),
        ...shown.map(({ field, value }) =>
          assertEqual(
            subscript(
              arranged.listed ? subscript(placed.place, number(0)) : placed.place,
              string(field.name),
            ),
            value,
          ),
        ),
      ],
      operation: operation.id,
      proves: [responseOf(operation)],
      origins: originsOf(operation, 'response', 'success', 'exists'),
    }),
  ]
}

function referredFields(view: View): readonly Referred[] {
  return view.fields.filter((field) => field.kind === 'referred')
}

/** The variable of the row that is referred to. */
function localOf({ reference }: Referred): string {
  return `referred_${reference.replace(/_?id$/i, '').replaceAll(/\W/g, '_').toLowerCase()}`
}
