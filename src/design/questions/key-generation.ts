import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt } from './ask.js'
import { linesOf } from './lines.js'

const BY_DATABASE = /\bdefault\s{1,4}(?:uuid_generate_v[14]|gen_random_uuid|newid|uuid)\s?\(/i
const BY_SERVICE =
  /\b(?:no|not(?: a)?|without(?: a)?) (?:database|db|server)[- ]?(?:side |level )?default|\b(?:application|app|backend|python|service)(?:[- ]side)?(?: layer| code)? generat\w{1,3} (?:the )?(?:\w{1,12} )?(?:uuid|ids?|keys?|primary)/i

/**
 * Keys that the database makes by one line and the service by another:
 *
 *     id UUID PRIMARY KEY DEFAULT gen_random_uuid()      "the backend generates ids (no database default)"
 */
export const askKeyGeneration: QuestionPass = ({ assembly, entities }) => {
  const lines = linesOf(assembly)
  const database = lines.filter(({ text }) => BY_DATABASE.test(text))
  const service = lines.filter(({ text }) => BY_SERVICE.test(text))
  const keys = entities.flatMap((entity) =>
    entity.managedElsewhere
      ? []
      : entity.fields
          .filter(({ primaryKey, type }) => primaryKey && (type === 'uuid' || type === 'string'))
          .map((field) => ({ entity, field })),
  )
  if (database.length === 0 || service.length === 0 || keys.length === 0) return
  ask(assembly, {
    id: 'key-generation',
    kind: 'conflict',
    concern: 'internal',
    subjects: keys.map(({ entity, field }) => `${entity.name}.${field.name}`),
    about:
      'One line has the database make the ids by a default of the column, another has the service make them.',
    spans: [...database.slice(0, 3), ...service.slice(0, 3)]
      .map(({ span }) => span)
      .concat(keys.slice(0, 1).flatMap(({ field }) => claimedAt(field, 'type').slice(0, 1))),
    options: [
      { id: 'service', label: 'the service makes them; rows inserted by hand must bring an id' },
      { id: 'specified', label: 'the lines agree now; read them again' },
    ],
    recommended: 'service',
  })
}
