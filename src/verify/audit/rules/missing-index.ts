import { ownerColumn } from '../models.js'
import type { Rule } from '../rule.js'

/** `user_id: str` of a table that is always filtered by it, without `index=True`. */
export const missingIndex: Rule = {
  id: 'missing-index',
  title: 'A column that queries look for without an index',
  cwe: 1050,
  clause: 'DB-3',
  cure: 'Declare `index=True`, and write the migration.',
  check: ({ tables, functions }) => {
    const text = functions.map(({ body }) => body.text).join('\n')
    return tables.flatMap((model) => {
      const owner = ownerColumn(model)
      return model.columns.flatMap((column) => {
        const asked = text.includes(`${model.definition.name}.${column.name}`)
        if (column.indexed || !asked || (column.foreignKey === null && column !== owner)) return []
        return [
          {
            path: model.definition.module.path,
            node: column.node,
            subject: null,
            message: `Queries look for rows of ${model.definition.name} by \`${column.name}\`, which has no index: each reads the whole table.`,
          },
        ]
      })
    })
  },
}
