import { pluralSnakeCase } from '../naming.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { fileBody } from '../response/file.js'
import { guardSteps } from '../steps/guard.js'
import { parentSteps } from '../steps/locate.js'
import { selectStep } from './select.js'

/**
 * Answers rows as a file: `GET …/export`, `…/download`, or a response of another media type than JSON; with the
 * filters that its query parameters name.
 */
export const exportRows: Recogniser = {
  behaviour: 'export',
  answers: 'rows',
  recognises: ({ operation, word }) =>
    operation.method === 'GET' &&
    (operation.responseShape?.kind === 'file' || /^(?:export|download|csv|pdf|xlsx)$/.test(word)),
  implement: (candidate) => {
    const { entity } = candidate
    if (entity === null) return notImplemented('it is not known which rows the file holds')
    if (entity.managedElsewhere) return notImplemented(`${entity.name} is kept by another system`)
    if (candidate.end === 'item' || candidate.end === 'action')
      return notImplemented('files of a single row cannot be built yet')
    const file = fileBody(candidate, entity)
    if (!file.ok) return notImplemented(file.why)
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const parents = parentSteps(candidate, entity)
    if (!parents.ok) return notImplemented(parents.why)
    const select = selectStep(candidate, entity, parents.value.parents)
    if (!select.ok) return notImplemented(select.why)
    return implemented([...guard.value, ...parents.value.steps, select.value], pluralSnakeCase(entity.name))
  },
}
