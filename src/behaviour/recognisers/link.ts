import type { Step, Tie } from '../../design/step.js'
import type { Association } from '../../design/draft.js'
import type { Candidate } from '../candidate.js'
import { REPEATED_LINK } from '../doubts/repeated-link.js'
import { rowName } from '../steps/locate.js'
import { refusalOf } from '../failure.js'
import { originsOf } from '../origins.js'
import type { Implementation, Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { entityOfShape } from '../entity-of.js'
import type { TiePath } from '../relations/associations.js'
import { tiePathOf } from '../relations/associations.js'
import { pairOf } from '../relations/pairs.js'
import { tiedPair } from '../steps/pair.js'
import { guardSteps } from '../steps/guard.js'
import { rowOfPath } from '../steps/locate.js'

const WHY = 'relations between two rows that the path names cannot be built yet'

/** Which way a path works: it ties the caller to a row, or unties them. */
function direction(candidate: Candidate): 'link' | 'unlink' | null {
  const tie = tiePathOf(candidate.draft, candidate.operation)
  if (tie === null) return null
  return tie.unties || candidate.operation.method === 'DELETE' ? 'unlink' : 'link'
}

/** `POST` and `DELETE` on one path that ends in a second row: `…/{id}/tags/{tag_id}`. */
function isPair({ draft, operation, end, path }: Candidate): boolean {
  const methods = new Set(
    draft.operations.filter((other) => other.path === operation.path).map((other) => other.method),
  )
  const parameters = path.items.filter((item) => item.parameter !== null).length
  return end === 'item' && parameters >= 2 && methods.has('DELETE') && methods.has('POST')
}

function works(candidate: Candidate, way: 'link' | 'unlink'): boolean {
  const found = direction(candidate)
  if (found !== null) return found === way
  const { draft, operation } = candidate
  if (pairOf(draft, operation) !== null) return (operation.method === 'DELETE') === (way === 'unlink')
  return isPair(candidate) && (candidate.operation.method === 'DELETE') === (way === 'unlink')
}

/** Whether the success response shows the row that is tied. */
function showsSubject({ draft, operation }: Candidate): boolean {
  const pair = pairOf(draft, operation)
  const shown = pair === null ? null : entityOfShape(draft.entities, operation.responseShape)
  if (pair !== null) return shown === pair.parent || shown === pair.child
  const tie = tiePathOf(draft, operation)
  return tie !== null && entityOfShape(draft.entities, operation.responseShape) === tie.subject
}

/**
 * Ties the caller to a row: `POST …/{id}/follow` where `DELETE` on the same path
 * (or a path with `unfollow`) unties them. Twice is as good as once, unless a document gives a status for it.
 */
export const link: Recogniser = {
  behaviour: 'link',
  answers: 'row',
  recognises: (candidate) => works(candidate, 'link') && showsSubject(candidate),
  implement: (candidate) => tied(candidate, 'link'),
}

/** A {@link link} whose answer shows no row. */
export const linkSilently: Recogniser = {
  behaviour: 'link',
  answers: 'nothing',
  recognises: (candidate) => works(candidate, 'link'),
  implement: (candidate) => tied(candidate, 'link'),
}

/** Unties the caller from a row: `DELETE` on the path of a {@link link}. */
export const unlink: Recogniser = {
  behaviour: 'unlink',
  answers: 'row',
  recognises: (candidate) => works(candidate, 'unlink') && showsSubject(candidate),
  implement: (candidate) => tied(candidate, 'unlink'),
}

/** An {@link unlink} whose answer shows no row. */
export const unlinkSilently: Recogniser = {
  behaviour: 'unlink',
  answers: 'nothing',
  recognises: (candidate) => works(candidate, 'unlink'),
  implement: (candidate) => tied(candidate, 'unlink'),
}

function tied(candidate: Candidate, kind: 'link' | 'unlink'): Implementation {
  const { draft, operation } = candidate
  const pair = pairOf(draft, operation)
  if (pair !== null) return tiedPair(candidate, kind, pair)
  const path = tiePathOf(draft, operation)
  if (path === null) return notImplemented(WHY)
  const association = draft.associations?.find(
    ({ verb, subject }) => verb === path.verb && subject.entity === path.subject.name,
  )
  if (operation.access === 'public') return notImplemented('nobody is known who could be tied to the row')
  if (association === undefined) return notImplemented(`nothing tells one ${path.subject.name} from another`)
  const guard = guardSteps(candidate)
  if (!guard.ok) return notImplemented(guard.why)
  const located = rowOfPath(candidate, path.subject, path.index)
  if (!located.ok) return notImplemented(located.why)
  return implemented(
    [...guard.value, ...located.value.steps, step(candidate, kind, path, association)],
    located.value.row,
  )
}

function step(
  candidate: Candidate,
  kind: 'link' | 'unlink',
  { subject }: TiePath,
  association: Association,
): Step {
  const { operation } = candidate
  const values: readonly Tie[] = [
    {
      field: association.subject.field,
      value: { kind: 'field', row: rowName(subject), field: association.subject.target },
    },
    { field: association.caller.field, value: { kind: 'caller' } },
  ]
  const origins = originsOf(operation, 'exists')
  if (kind === 'unlink') return { kind, entity: association.entity, values, missing: null, origins }
  const documented =
    operation.errorFacts.some(({ status }) => status === 409) ||
    candidate.answers.get(REPEATED_LINK) === 'conflict'
  const repeated = documented ? refusalOf(candidate, 'duplicate', association.verb).failure : null
  return { kind, entity: association.entity, values, repeated, origins }
}
