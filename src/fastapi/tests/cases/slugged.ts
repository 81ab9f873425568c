import { recomputedOf, storedOf } from '../../../design/aspect.js'
import type { Expression as Value } from '../../../design/expression.js'
import { call } from '../../../python/nodes/call.js'
import { dictionary } from '../../../python/nodes/collection.js'
import { number, string } from '../../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../../python/nodes/name.js'
import { compare } from '../../../python/nodes/operator.js'
import { assign, expression, type Statement } from '../../../python/nodes/statement.js'
import { own, tableNamed } from '../../backend.js'
import { attributeOf } from '../../table.js'
import { arrange } from '../arrangement.js'
import { bodyExpression, contentOf, wrapped } from '../content.js'
import { assertEqual, assertStatus, clientOf, respond, send } from '../request.js'
import { originsOf, stepsOf, tableOfRow, type Scope } from '../scope.js'
import { testCase, type TestCase } from '../test-case.js'

/** Slugs differ although titles do not, and follow their titles where the documents say so. */
export function slugged(scope: Scope): readonly TestCase[] {
  return [...collision(scope), ...following(scope)]
}

function isSlug(value: Value): value is Extract<Value, { readonly kind: 'slug' }> {
  return value.kind === 'slug'
}

/** Two rows with one title have two addresses. */
function collision(scope: Scope): readonly TestCase[] {
  const { backend, operation } = scope
  return stepsOf(operation, 'insert').flatMap((insert) => {
    const slug = insert.values.find(({ value }) => isSlug(value))
    const arrangement = arrange(scope, { extent: 'full' })
    const content = contentOf(scope, arrangement, 'full')
    if (slug === undefined || content === null || insert.duplicate !== null) return []
    const table = tableNamed(backend, insert.entity)
    const column = attribute(own(backend, 'models', table.className), attributeOf(table, slug.field))
    const post: readonly Statement[] = [
      respond(send(scope, clientOf(scope), { path: name('path'), body: name('content') })),
      assertStatus(operation.success),
    ]
    return [
      testCase({
        name: `${operation.name}_gives_equal_titles_different_slugs`,
        shows: 'Two rows with one title have two addresses',
        fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
        body: [
          ...arrangement.statements,
          assign(name('path'), arrangement.path),
          assign(name('content'), bodyExpression(scope, content)),
          ...post,
          ...post,
          assign(
            name('slugs'),
            call(
              attribute(
                call(attribute(name('session'), 'exec'), call(symbol('sqlmodel', 'select'), column)),
                'all',
              ),
            ),
          ),
          assertEqual(call(name('len'), call(name('set'), name('slugs'))), number(2)),
        ],
        operation: operation.id,
        proves: [storedOf(operation)],
        origins: originsOf(operation, 'exists'),
      }),
    ]
  })
}

/** A new title gives a new address; the same title keeps it. */
function following(scope: Scope): readonly TestCase[] {
  const { operation } = scope
  return stepsOf(operation, 'assign').flatMap((assignment) => {
    const slug = assignment.values.find(({ value }) => isSlug(value))
    const source =
      slug !== undefined && isSlug(slug.value) && slug.value.of.kind === 'body' ? slug.value.of : null
    const stored = assignment.values.find(
      ({ value }) => value.kind === 'body' && value.field === source?.field,
    )
    const table = tableOfRow(scope, assignment.row)
    const arrangement = arrange(scope)
    const row = arrangement.rows.get(assignment.row)
    const required = operation.body.some((field) => field.required && field.name !== source?.field)
    if (
      slug === undefined ||
      source === null ||
      stored === undefined ||
      table === null ||
      row === undefined ||
      required
    )
      return []
    const column = attribute(name(row), attributeOf(table, slug.field))
    const title = attribute(name(row), attributeOf(table, stored.field))
    const put = (value: Parameters<typeof dictionary>[0][number][1]): readonly Statement[] => [
      respond(
        send(scope, clientOf(scope), {
          path: arrangement.path,
          body: wrapped(operation.bodyKey, dictionary([[string(source.field), value]])),
        }),
      ),
      assertStatus(operation.success),
      expression(call(attribute(name('session'), 'refresh'), name(row))),
    ]
    return [
      testCase({
        name: `${operation.name}_renews_the_slug_with_its_title`,
        shows: 'The slug follows the title, and stays with the same title',
        fixtures: [clientOf(scope), 'session', ...arrangement.fixtures],
        body: [
          ...arrangement.statements,
          assign(name('before'), column),
          ...put(title),
          assertEqual(column, name('before')),
          ...put(string('Quite another title')),
          { kind: 'assert', test: compare(column, '==', string('quite-another-title')) },
        ],
        operation: operation.id,
        proves: [recomputedOf(operation, slug.field)],
        origins: originsOf(operation, 'recomputed', 'exists'),
      }),
    ]
  })
}
