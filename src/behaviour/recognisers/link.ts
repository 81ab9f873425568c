import type { Candidate } from '../candidate.js'
import type { Recogniser } from '../recogniser.js'
import { notImplemented } from '../recogniser.js'

const WHY = 'relations between rows cannot be built yet'

/** `POST` (or `PUT`) and `DELETE` on one path that ends in a word or in a second row. */
function isRelation({ draft, operation, end, path }: Candidate): boolean {
  const parameters = path.items.filter((item) => item.parameter !== null).length
  const methods = new Set(
    draft.operations.filter((other) => other.path === operation.path).map((other) => other.method),
  )
  if (!methods.has('DELETE')) return false
  if (end === 'action') return methods.has('POST') || methods.has('PUT')
  return end === 'item' && parameters >= 2 && methods.has('POST')
}

/**
 * Ties two rows together: `POST …/{id}/follow` where `DELETE` on the same path
 * unties them, or `POST …/{id}/tags/{tag_id}`.
 */
export const link: Recogniser = {
  behaviour: 'link',
  answers: 'nothing',
  recognises: (candidate) =>
    (candidate.operation.method === 'POST' ||
      (candidate.operation.method === 'PUT' && candidate.end === 'action')) &&
    isRelation(candidate),
  implement: () => notImplemented(WHY),
}

/** Unties two rows: `DELETE` on the path of a {@link link}. */
export const unlink: Recogniser = {
  behaviour: 'unlink',
  answers: 'nothing',
  recognises: (candidate) => candidate.operation.method === 'DELETE' && isRelation(candidate),
  implement: () => notImplemented(WHY),
}
