import { fold, slug } from './canonical-name.js'
import { columnKey } from './entity-groups.js'
import type { Field } from './entity.js'
import type { QuestionPass } from './question-pass.js'
import type { Span } from '../source/span.js'

/**
 * One value under several names on the wire: `is_returned` in one contract,
 * `returned` or `isReturned` in another. Clients of one cannot read the other.
 */
export const askWireNames: QuestionPass = ({ assembly, entities, schemas }) => {
  for (const entity of entities) {
    if (entity.managedElsewhere) continue
    const shown = schemas.all
      .filter((schema) => fold(schema.entity) === fold(entity.name))
      .flatMap(({ properties }) => [...properties])
    const renamed = entity.fields.flatMap((field) => {
      const properties = shown.filter(([name]) => columnKey(name) === columnKey(field.name))
      // A column that only schemas tell of has no other name in the documents than theirs.
      const written = properties.find(([, facts]) => facts.some(({ span }) => madeFrom(field, span)))?.[0]
      const first = properties.find(([name]) => name !== (written ?? field.name))
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

/** Whether a column was made from what stands at a span. */
function madeFrom({ origins }: Field, { source, start, end }: Span): boolean {
  return (origins['exists'] ?? []).some(
    (origin) =>
      origin.kind === 'claim' &&
      origin.span.source === source &&
      origin.span.start === start &&
      origin.span.end === end,
  )
}
