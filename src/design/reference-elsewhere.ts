import { entityKey, slug } from './canonical-name.js'
import type { Entity, Field } from './entity.js'
import type { QuestionPass } from './question-pass.js'
import { referenceParts } from './reference-parts.js'

/** A column that refers to a table of another system. */
interface ReferenceElsewhere {
  readonly column: string
  readonly field: Field
  readonly target: Entity
}

function referencesElsewhere(entities: readonly Entity[]): readonly ReferenceElsewhere[] {
  const elsewhere = new Map(
    entities
      .filter(({ managedElsewhere }) => managedElsewhere)
      .map((entity) => [entityKey(entity.name), entity] as const),
  )
  return entities
    .filter(({ managedElsewhere }) => !managedElsewhere)
    .flatMap(({ name, fields }) =>
      fields.flatMap((field) => {
        const target = elsewhere.get(entityKey(referenceParts(field.references ?? '').table))
        return target === undefined ? [] : [{ column: `${name}.${field.name}`, field, target }]
      }),
    )
}

/**
 * Foreign keys into a table that another system owns: whether the database can
 * enforce them is not the backend's to say, since the table need not be in its
 * database. One question for each such table.
 */
export const askReferencesElsewhere: QuestionPass = ({ assembly, entities }) => {
  const references = referencesElsewhere(entities)
  for (const target of new Set(references.map((reference) => reference.target))) {
    const own = references.filter((reference) => reference.target === target)
    const columns = own.map(({ column }) => column)
    const id = `${slug(target.name)}-references-elsewhere`
    const spans = [
      ...own.flatMap(({ field }) => (field.origins['references'] ?? []).slice(0, own.length > 2 ? 1 : 4)),
      ...(target.origins['managedElsewhere'] ?? []),
    ].flatMap((origin) => (origin.kind === 'claim' ? [origin.span] : []))
    assembly.questions.add({
      id,
      kind: 'ambiguous',
      concern: 'internal',
      blocking: false,
      subjects: columns,
      about: `${columns.join(', ')} must refer to a row of ${target.name}, a table that another system owns and that need not be in this database.`,
      sources: [...new Set(spans.map(assembly.sources.line))].slice(0, 8),
      spans: spans.slice(0, 8),
      options: [
        {
          id: 'not-enforced',
          label: 'the id is taken from the verified token; the database has no foreign key',
        },
        {
          id: 'specified',
          label: 'both share one database, and the table is described as part of it now; read it again',
        },
      ],
      recommended: 'not-enforced',
      answer: assembly.answers.get(id) ?? null,
    })
  }
}
