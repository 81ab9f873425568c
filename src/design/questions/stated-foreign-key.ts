import { fold } from '../canonical-name.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt, listed } from './ask.js'
import { linesOf } from './lines.js'

const FOREIGN_KEY = /\b[Ff]oreign[ -][Kk]ey\b|\bFOREIGN KEY\b|\bFK\b/

/**
 * Columns that a sentence calls a foreign key and whose definition has none, or
 * that refer to a table which no document defines:
 *
 *     "Loan belongs to Reader (via `reader_id` foreign key)"      reader_id: str = Field(index=True)
 */
export const askStatedForeignKey: QuestionPass = ({ assembly, entities }) => {
  const lines = linesOf(assembly).filter(
    ({ text }) =>
      FOREIGN_KEY.test(text) &&
      !/\b(?:no|not|without) (?:a )?(?:foreign|FK|references)|\bplaceholder/i.test(text),
  )
  const names = new Set(entities.flatMap(({ name, table }) => [fold(name), fold(table ?? name)]))
  const open = entities
    .filter(({ managedElsewhere }) => !managedElsewhere)
    .flatMap((entity) =>
      entity.fields.flatMap((field) => {
        if (!/_id$|Id$/.test(field.name) || field.references !== null || field.primaryKey) return []
        const target = fold(field.name.replace(/_?id$/i, ''))
        if (names.has(target) || names.has(`${target}s`)) return []
        const said = lines.filter(({ text }) => text.split(/[^A-Za-z0-9_]+/).includes(field.name))
        return said.length === 0 ? [] : [{ subject: `${entity.name}.${field.name}`, field, said }]
      }),
    )
  if (open.length === 0) return
  ask(assembly, {
    id: 'stated-foreign-key',
    kind: 'conflict',
    concern: 'data-loss',
    subjects: open.map(({ subject }) => subject),
    about: `A sentence makes ${listed(open.map(({ subject }) => subject))} a foreign key; the definition has none, and no document defines the table it would refer to.`,
    spans: open.flatMap(({ field, said }) => [
      ...said.slice(0, 3).map(({ span }) => span),
      ...claimedAt(field, 'type').slice(0, 1),
    ]),
    options: [
      { id: 'plain', label: 'the database takes any value there; only the service keeps it true' },
      { id: 'specified', label: 'the table is defined now; read it again' },
    ],
    recommended: 'plain',
  })
}
