import type { JsonValue } from '../../../claims/json.js'
import type { ImplementedOperation } from '../../../fastapi/backend.js'
import { answering } from '../expectation.js'
import { columnOf } from '../content.js'
import { otherValue } from '../other-value.js'
import type { OperationProbe } from '../probe.js'
import type { Prepared } from '../rendering.js'
import type { ProbeScope } from '../scope.js'
import { placedView, shownColumns } from '../shown.js'
import { findByPath, stepsOf } from '../steps.js'

/** Columns that tell when a row was changed last, as far as an operation that changes it shows them. */
function touchedBy({ world }: Pick<ProbeScope, 'world'>, operation: ImplementedOperation): readonly string[] {
  const entity = findByPath(operation)?.entity ?? ''
  const columns = world.backend.tables.get(entity)?.columns ?? []
  const shown = placedView(operation.responseBody)?.view.fields ?? []
  return columns.flatMap(({ field }) =>
    field.touched &&
    field.type === 'datetime' &&
    shown.some((each) => each.kind === 'column' && each.column === field.name)
      ? [field.name]
      : [],
  )
}

/** A column that follows the title which a change sends, and the field that holds the title. */
function slugBy(operation: ImplementedOperation): { readonly column: string; readonly title: string } | null {
  const row = findByPath(operation)?.row
  for (const assign of stepsOf(operation, 'assign'))
    for (const { field, value } of assign.values)
      if (assign.row === row && value.kind === 'slug' && value.of.kind === 'body')
        return { column: field, title: value.of.field }
  return null
}

/** Fractions of a second: a moment without any may be the same after a change that comes at once. */
const FINE = /\.\d{3}/

async function expectTouched(scope: ProbeScope, prepared: Prepared): Promise<void> {
  const { operation } = scope
  const before = prepared.rows.get(findByPath(operation)?.row ?? '')?.values
  for (const column of touchedBy(scope, operation)) {
    const then = before?.get(column)
    if (typeof then !== 'string' || !FINE.test(then)) continue
    await scope.expect(
      'a change',
      prepared,
      {},
      answering(operation.success, `${column} of the change`, ({ json }) => {
        const now = shownColumns(operation.responseBody, json)?.get(column)
        const isLater = typeof now === 'string' && Date.parse(now) >= Date.parse(then) && now !== then
        return now === undefined || isLater ? null : `${column} is still ${JSON.stringify(now)}`
      }),
    )
  }
}

/** What follows from a change is changed with it. */
export const consequences: OperationProbe = {
  id: 'consequences',
  entry: null,
  title: 'The time of the last change, and an address that follows a title, change with the row',
  cwe: null,
  clause: 'API-1',
  applies: ({ operation }) =>
    findByPath(operation) !== undefined &&
    placedView(operation.responseBody)?.isList === false &&
    stepsOf(operation, 'assign').length + stepsOf(operation, 'flip').length > 0,
  fire: async (scope) => {
    const { operation, world } = scope
    await expectTouched(scope, await scope.prepare())
    const slug = slugBy(operation)
    const field = operation.body.find(({ name }) => name === slug?.title)
    const title = field === undefined ? undefined : otherValue(world, operation, field)
    if (slug === null || title === undefined || columnOf(operation, slug.title) === undefined) return
    const prepared = await scope.prepare()
    const then: JsonValue | undefined = prepared.rows
      .get(findByPath(operation)?.row ?? '')
      ?.values.get(slug.column)
    if (then === undefined) return
    await scope.expect(
      `another ${slug.title}`,
      prepared,
      { content: { [slug.title]: title } },
      answering(operation.success, `another ${slug.column}`, ({ json }) =>
        shownColumns(operation.responseBody, json)?.get(slug.column) === then
          ? `${slug.column} is still ${JSON.stringify(then)}`
          : null,
      ),
    )
  },
}
