import type { Design } from '../design/design.js'
import type { Entity } from '../design/entity.js'
import type { Operation } from '../design/operation.js'
import type { Palette } from '../diagnostics/palette.js'
import { columns, count } from './table.js'

/**
 * The design at a glance: entities, then routes with access, behaviour and statuses.
 * @returns lines for a terminal
 */
export function glance(design: Design, palette: Palette): string[] {
  return [
    palette.bold('Entities'),
    ...columns(
      design.entities.map((entity) => [
        entity.name,
        entity.table ?? '',
        count(entity.fields.length, 'field'),
        whose(entity, design),
      ]),
    ),
    '',
    palette.bold('Routes'),
    ...routes(design.operations, palette),
  ]
}

function routes(operations: readonly Operation[], palette: Palette): string[] {
  const rows = columns(
    operations.map((operation) => [
      operation.method,
      operation.path,
      operation.access,
      `${operation.behaviour}${operation.entity === null ? '' : ` ${operation.entity}`}`,
      String(operation.success),
      operation.errors.join(' '),
      operation.notImplemented === null ? '' : `not implemented: ${operation.notImplemented}`,
    ]),
  )
  return rows.map((row, index) => (operations[index]?.steps === null ? palette.yellow(row) : row))
}

/** To whom the rows of an entity belong. */
function whose({ name, owner, managedElsewhere }: Entity, { operations }: Design): string {
  if (managedElsewhere) return 'managed elsewhere'
  if (owner !== null) return `owned by ${owner}`
  const above = operations
    .flatMap(({ steps }) => steps ?? [])
    .flatMap((step) =>
      (step.kind === 'find' || step.kind === 'select') && step.entity === name
        ? (step.owner?.through?.[0] ?? [])
        : [],
    )
  return above[0] === undefined ? 'shared' : `owned through ${above[0].from}`
}
