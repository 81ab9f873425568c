import { candidatesOf, claimsAbout } from '../claim-index.js'
import { columnKey } from '../entity-groups.js'
import { rowParameters } from '../canonical-path.js'
import { entityOfPath } from '../resource.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, claimedAt, listed } from './ask.js'
import { linesOf } from './lines.js'

/** Words by which a document tells what a value answers that is taken already. */
const TOLD = /\b409\b|\bduplicat\w{1,4}|\balready (?:exists?|in use|taken|registered|used)\b|\bconflicts?\b/i

/**
 * Values that must be unique and that a request may bring a second time, where documents list refusals and none for it:
 *
 *     chip_no VARCHAR(15) UNIQUE          POST /pets   400, 401, 404
 */
export const askUnlistedDuplicate: QuestionPass = ({ assembly, entities, operations }) => {
  const listedErrors = candidatesOf(claimsAbout(assembly.reading.claims, 'service'), 'error').length > 0
  if (!listedErrors || linesOf(assembly).some(({ text }) => TOLD.test(text))) return
  const open = operations.flatMap((operation) => {
    if (operation.method !== 'POST' || rowParameters(operation.path).length > 0) return []
    const entity = entityOfPath(operation.path, entities)
    if (entity === null || entity.managedElsewhere) return []
    const unique = entity.fields.filter(
      (field) =>
        field.unique &&
        !field.primaryKey &&
        operation.body.some(({ name }) => columnKey(name) === columnKey(field.name)),
    )
    return unique.length === 0 ? [] : [{ operation, entity, unique }]
  })
  if (open.length === 0) return
  ask(assembly, {
    id: 'unlisted-duplicate',
    kind: 'missing',
    concern: 'client-visible',
    subjects: open.map(({ operation }) => operation.id),
    about: `No document says what a value that is taken already is answered: ${listed(
      open.flatMap(({ entity, unique }) => unique.map(({ name }) => `${entity.name}.${name}`)),
    )}.`,
    spans: open
      .flatMap(({ unique }) => unique.flatMap((field) => claimedAt(field, 'unique').slice(0, 1)))
      .slice(0, 8),
    options: [
      { id: '409', label: 'it is refused with 409, apart from values that are invalid in themselves' },
      { id: 'specified', label: 'the documents list the status now; read them again' },
    ],
    recommended: '409',
  })
}
