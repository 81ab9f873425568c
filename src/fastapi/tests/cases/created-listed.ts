import { linesOf, ownedOf, storedOf, successOf } from '../../../design/aspect.js'
import { call, subscript } from '../../../python/nodes/call.js'
import { dictionary, list } from '../../../python/nodes/collection.js'
import type { Expression } from '../../../python/nodes/expression.js'
import { none, number, string } from '../../../python/nodes/literal.js'
import { attribute, name } from '../../../python/nodes/name.js'
import { assign } from '../../../python/nodes/statement.js'
import { tableNamed } from '../../backend.js'
import { attributeOf } from '../../table.js'
import { arrange } from '../arrangement.js'
import { bodyExpression } from '../content.js'
import { placedView, placesOf } from '../expectation.js'
import { sampleElements } from '../lines-literal.js'
import { assertEqual, assertStatus, clientOf, respond, send } from '../request.js'
import { userId } from '../row-value.js'
import { fieldNamed, originsOf, stepsOf, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'
import { storedRows } from '../stored-rows.js'
import { jsonLiteral } from '../../values/json.js'

/** Each element of a list becomes a row of the caller; one bad element, and none does. */
export function createdListed(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  return stepsOf(operation, 'insertListed').flatMap((step): readonly TestCase[] => {
    const [element] = sampleElements(scope, step.list)
    if (element === undefined) return []
    const table = tableNamed(backend, step.entity)
    const arrangement = arrange(scope)
    const field = operation.body.find(({ name: wire }) => wire === step.list)
    const needed = field?.items?.properties?.find(({ required }) => required)?.name
    const rows = name('rows')
    const stored = assign(rows, storedRows(backend, table))
    const request = (elements: readonly Expression[]) =>
      respond(
        send(scope, clientOf(scope), {
          path: arrangement.path,
          body: bodyExpression(scope, new Map([[step.list, list(elements)]])),
        }),
      )
    const content = jsonLiteral(element)
    const owner = step.values.find(({ value }) => value.kind === 'caller')
    const isText = owner !== undefined && fieldNamed(table.entity, owner.field)?.type === 'string'
    const placed = placedView(operation.responseBody)
    const counted = placesOf(operation.responseBody, 'made')
    const fixtures = [clientOf(scope), 'session', ...arrangement.fixtures]
    const made = testCase({
      name: `${operation.name}_makes_a_row_of_each_element`,
      shows: 'Each element is stored as a row of its own',
      fixtures,
      body: [
        ...arrangement.statements,
        request([content, content]),
        assertStatus(operation.success),
        stored,
        assertEqual(call(name('len'), rows), number(2)),
        ...(owner === undefined || !isText
          ? []
          : [
              assertEqual(
                attribute(subscript(rows, number(0)), attributeOf(table, owner.field)),
                userId(backend, 'USER'),
              ),
            ]),
        ...(placed === null ? [] : [assertEqual(call(name('len'), placed.place), number(2))]),
        ...counted.map((place) => assertEqual(place, number(2))),
      ],
      operation: operation.id,
      proves: [
        successOf(operation),
        storedOf(operation),
        linesOf(operation, step.entity),
        ...(isText ? [ownedOf(operation)] : []),
      ],
      origins: originsOf(operation, 'success', 'exists'),
    })
    if (needed === undefined) return [made]
    const refused = testCase({
      name: `${operation.name}_makes_no_row_where_one_is_refused`,
      shows: 'One element that breaks a rule refuses the request, and nothing is stored',
      fixtures,
      body: [
        ...arrangement.statements,
        request([content, dictionary([[string(needed), none]])]),
        assertStatus(backend.design.service.validationStatus),
        stored,
        assertEqual(call(name('len'), rows), number(0)),
      ],
      operation: operation.id,
      proves: [linesOf(operation, step.entity)],
      origins: originsOf(operation, 'exists'),
    })
    return [made, refused]
  })
}
