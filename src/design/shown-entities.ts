import type { Assembly } from './assembly.js'
import { entityKey, slug } from './canonical-name.js'
import type { Entity } from './entity.js'
import type { EntityGroup } from './entity-groups.js'

/**
 * Says of each entity that only answers of operations show that its table is made from them. What is stored beside that,
 * which values are unique and which rows refer to which, no document tells.
 */
export function askShownEntities(
  assembly: Assembly,
  entities: readonly Entity[],
  shown: readonly EntityGroup[],
): void {
  for (const group of shown) {
    const entity = entities.find(({ name }) => entityKey(name) === group.key)
    if (entity === undefined) continue
    const spans = [...group.columns.values()].flatMap(([claim]) => (claim === undefined ? [] : [claim.span]))
    const id = `${slug(entity.name)}-stored`
    assembly.questions.add({
      id,
      kind: 'missing',
      concern: 'data-loss',
      blocking: false,
      subjects: [entity.name],
      about: `No document says what is stored of ${entity.name}; its table follows from what operations take and answer: ${entity.fields.map(({ name }) => name).join(', ')}.`,
      sources: [...new Set(spans.map(assembly.sources.line))].slice(0, 8),
      spans: spans.slice(0, 8),
      options: [
        {
          id: 'as-shown',
          label: 'a row has what requests bring and answers show, nothing is unique but the id',
        },
        { id: 'described', label: 'the documents describe the table now; read them again' },
      ],
      recommended: 'as-shown',
      answer: assembly.answers.get(id) ?? null,
    })
  }
}
