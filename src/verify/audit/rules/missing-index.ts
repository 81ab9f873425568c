import { entityOf, ownerColumn, type ModelColumn, type TableModel } from '../models.js'
import type { AuditContext, Rule } from '../rule.js'

/** `user_id: str` of a table that is always filtered by it, without `index=True`. */
export const missingIndex: Rule = {
  id: 'missing-index',
  title: 'A column that queries look for without an index',
  cwe: 1050,
  clause: 'DB-3',
  cure: 'Declare `index=True`, and write the migration.',
  check: (context) => {
    const text = context.functions.map(({ body }) => body.text).join('\n')
    return context.tables.flatMap((model) =>
      model.columns
        .filter((column) => !column.indexed && needsIndex(context, model, column, text))
        .map((column) => ({
          path: model.definition.module.path,
          node: column.node,
          subject: null,
          message: `Rows of ${model.definition.name} are looked for by \`${column.name}\`, which has no index: each query reads the whole table.`,
        })),
    )
  },
}

/** As specified; without a specification, owners and references that a query names. */
function needsIndex(
  { design }: AuditContext,
  model: TableModel,
  column: ModelColumn,
  queries: string,
): boolean {
  const entity = entityOf(design, model)
  if (entity !== null) {
    return (
      entity.fields.some(({ name, index }) => name === column.name && index) ||
      entity.indexes.some(({ fields }) => fields[0] === column.name)
    )
  }
  return (
    (column.foreignKey !== null || column === ownerColumn(model)) &&
    queries.includes(`${model.definition.name}.${column.name}`)
  )
}
