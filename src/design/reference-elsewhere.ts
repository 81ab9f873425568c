import { entityKey, slug } from './canonical-name.js'
import type { QuestionPass } from './question-pass.js'

/**
 * A foreign key into a table that another system owns: whether the database can
 * enforce it is not the backend's to say, since the table need not be in its
 * database.
 */
export const askReferencesElsewhere: QuestionPass = ({ assembly, entities }) => {
  const elsewhere = new Map(
    entities
      .filter(({ managedElsewhere }) => managedElsewhere)
      .flatMap((entity) => [[entityKey(entity.name), entity] as const]),
  )
  for (const entity of entities) {
    if (entity.managedElsewhere) continue
    for (const field of entity.fields) {
      const target =
        field.references === null
          ? undefined
          : elsewhere.get(entityKey(field.references.split(/[.(]/)[0] ?? ''))
      if (target === undefined) continue
      const id = `${slug(`${entity.name}-${field.name}`)}-reference-elsewhere`
      const spans = [
        ...(field.origins['references'] ?? []),
        ...(target.origins['managedElsewhere'] ?? []),
      ].flatMap((origin) => (origin.kind === 'claim' ? [origin.span] : []))
      assembly.questions.add({
        id,
        kind: 'ambiguous',
        concern: 'internal',
        blocking: false,
        subjects: [`${entity.name}.${field.name}`],
        about: `${entity.name}.${field.name} must refer to a row of ${target.name}, a table that another system owns and that need not be in this database.`,
        sources: [...new Set(spans.map(assembly.sources.line))].slice(0, 8),
        spans: spans.slice(0, 8),
        options: [
          {
            id: 'not-enforced',
            label: 'the id is taken from the verified token; the database has no foreign key',
          },
          { id: 'enforced', label: 'both share one database; an unknown id is refused by a foreign key' },
        ],
        recommended: 'not-enforced',
        answer: assembly.answers.get(id) ?? null,
      })
    }
  }
}
