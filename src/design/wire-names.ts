import { fold, slug } from './canonical-name.js'
import { columnKey } from './entity-groups.js'
import type { QuestionPass } from './question-pass.js'

/**
 * One value under several names on the wire: `is_returned` in one contract,
 * `returned` or `isReturned` in another. Clients of one cannot read the other.
 */
export const askWireNames: QuestionPass = ({ assembly, entities, schemas }) => {
  for (const entity of entities) {
    if (entity.managedElsewhere) continue
    const renamed = entity.fields.flatMap((field) => {
      const first = schemas.all
        .filter((schema) => fold(schema.entity) === fold(entity.name))
        .flatMap(({ properties }) => [...properties])
        .find(([name]) => columnKey(name) === columnKey(field.name) && name !== field.name)
      const span = first?.[1][0]?.span
      return first === undefined || span === undefined ? [] : [{ field, name: first[0], span }]
    })
    if (renamed.length === 0) continue
    const id = `${slug(entity.name)}-wire-names`
    const spans = renamed
      .slice(0, 6)
      .flatMap(({ field, span }) => [
        ...(field.origins['exists'] ?? [])
          .slice(0, 1)
          .flatMap((origin) => (origin.kind === 'claim' ? [origin.span] : [])),
        span,
      ])
    assembly.questions.add({
      id,
      kind: 'conflict',
      concern: 'client-visible',
      blocking: false,
      subjects: renamed.map(({ field }) => `${entity.name}.${field.name}`),
      about: `Columns of ${entity.name} have other names on the wire: ${renamed.map(({ field, name }) => `${field.name} is ${name}`).join(', ')}.`,
      sources: [...new Set(spans.map(assembly.sources.line))],
      spans,
      options: [
        {
          id: 'contract',
          label: 'each operation uses the names of the document that describes it; columns keep theirs',
        },
        { id: 'columns', label: 'clients see the names of the columns everywhere' },
      ],
      recommended: 'contract',
      answer: assembly.answers.get(id) ?? null,
    })
  }
}
