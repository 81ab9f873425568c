import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt, listed } from './ask.js'

/** Names of columns that hold words. */
const WORDS =
  /^(?:(?:\w{1,30}_)?(?:name|title|label|text|description|notes?|comment|e?mail|address|phone|url|slug|city|country|currency|message|reason|content|body|summary|bio|category|kind|color|colour|locale|language|token|hash|password|number|code|sku|path|key|status|state|unit|subject|role|by))$/i

/**
 * Columns of which documents give the name alone, where the name tells no type: `id, episode_id, distance, listened_on`. They
 * hold texts until somebody says more, and a client that sends a number is refused. One question for all.
 */
export const askUntypedColumns: QuestionPass = ({ assembly, entities }) => {
  const open = entities.flatMap((entity) =>
    entity.managedElsewhere
      ? []
      : entity.fields
          .filter(
            ({ name, type, references, primaryKey, origins }) =>
              type === 'string' &&
              references === null &&
              !primaryKey &&
              name !== entity.owner &&
              (origins['type'] ?? []).length === 0 &&
              (origins['exists'] ?? []).some(({ kind }) => kind === 'claim') &&
              !WORDS.test(name),
          )
          .map((field) => ({ entity, field })),
  )
  if (open.length === 0) return
  const names = open.map(({ entity, field }) => `${entity.name}.${field.name}`)
  ask(assembly, {
    id: 'untyped-columns',
    kind: 'missing',
    concern: 'client-visible',
    subjects: names,
    about: `No document gives a type: ${listed(names)}.`,
    spans: open.flatMap(({ field }) => claimedAt(field, 'exists').slice(0, 1)),
    options: [
      {
        id: 'text',
        label: 'they hold texts; a number or a date is refused with the status of invalid bodies',
      },
      { id: 'specified', label: 'the specification gives their types now; read it again' },
    ],
    recommended: 'text',
  })
}
