import type { Parameter } from '../design/operation.js'
import type { DraftOperation } from '../design/draft.js'
import { causeOf } from '../design/errors.js'
import type { Candidate } from './candidate.js'

/**
 * A path parameter that names a row by a key kept as text, where no document gives a status for a
 * malformed id: it is taken as it comes, and one that no row can have is answered as an absent row.
 * A contract that says `id (string): Task ID (UUID)` and lists 404 alone thereby means 404 for every
 * id without a row.
 *
 * @returns the parameter unchanged where the key is a native UUID, or a status for malformed ids is specified
 */
export function opaqueKey(candidate: Candidate, parameter: Parameter): Parameter {
  const { entity, draft, operation } = candidate
  const formatted = parameter.type === 'uuid' || parameter.format === 'uuid'
  const siblings = draft.operations.filter(({ resource }) => resource === operation.resource)
  if (!formatted || siblings.some(refusesMalformedIds)) return parameter
  const key = entity?.fields.find((field) => field.primaryKey)
  if (key?.type !== 'string') return parameter
  return {
    ...parameter,
    type: 'string',
    format: null,
    origins: {
      ...parameter.origins,
      type: [
        {
          kind: 'derived',
          why: `the key is text, and no status is specified for a malformed ${parameter.name}`,
          from: [],
        },
      ],
    },
  }
}

/** Whether a status for malformed ids is given: in words, or as the only thing that 400 or 422 can mean. */
function refusesMalformedIds(operation: DraftOperation): boolean {
  if (operation.errorFacts.some((fact) => causeOf(fact) === 'path-format')) return true
  const onlyIds =
    operation.parameters.length > 0 && operation.body.length === 0 && operation.query.length === 0
  return onlyIds && operation.errors.some((status) => status === 400 || status === 422)
}
