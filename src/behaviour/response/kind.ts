import type { Shape } from '../../claims/shape.js'
import type { Behaviour, ResponseBody, ResponseKind } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { entityNamed } from '../entity-of.js'
import type { Answer } from '../recogniser.js'
import { isAboutAnswer, isCount, isRows, MESSAGE } from './rows-key.js'
import { showsRow } from './view.js'

/** The label of a response in the words of `corpus/FORMAT.md`, from its shape or else its structure. */
export function responseKind(
  candidate: Candidate,
  behaviour: Behaviour,
  answers: Answer,
  body: ResponseBody | null,
): ResponseKind {
  const shape = candidate.operation.responseShape
  if (candidate.operation.success === 204 || shape?.kind === 'empty') return 'empty'
  if (behaviour === 'export') return 'file'
  if (shape !== null && shape.kind !== 'unknown') {
    const label = shapeKind(candidate, behaviour, shape)
    if (label !== null) return label
  }
  if (behaviour === 'login' || behaviour === 'refresh') return 'token'
  if (body !== null && body.kind !== 'empty') return bodyKind(body)
  if (behaviour === 'delete') return body === null ? 'message' : 'empty'
  if (behaviour === 'logout') return 'message'
  return answers === 'rows' ? 'list' : 'object'
}

function bodyKind(body: ResponseBody): ResponseKind {
  if (body.kind === 'empty') return 'empty'
  if (body.kind === 'file') return 'file'
  if (body.kind === 'view') return 'object'
  if (body.kind === 'list' || body.kind === 'texts') return 'list'
  if (body.members.every((member) => member.kind === 'constant')) return 'message'
  const counts = body.members.some((member) =>
    ['total', 'query', 'pages', 'more', 'earlier', 'cursor', 'pageLink', 'envelope'].includes(member.kind),
  )
  return counts ? 'page' : 'envelope'
}

function shapeKind(candidate: Candidate, behaviour: Behaviour, shape: Shape): ResponseKind | null {
  if (shape.kind === 'file') return 'file'
  if (shape.kind === 'array') return 'list'
  if (shape.kind !== 'object') return null
  const names = shape.fields.map((field) => field.name)
  if (behaviour === 'health' || behaviour === 'stats') return 'object'
  if (['login', 'refresh', 'register'].includes(behaviour) && names.some((name) => /token|jwt/i.test(name)))
    return 'token'
  if (candidate.entity !== null && showsRow(candidate.entity, shape)) return 'object'
  if (names.length > 0 && names.every((name) => MESSAGE.test(name))) return 'message'
  if (isRows(shape)) return shape.fields.some(isCount) ? 'page' : 'envelope'
  const inner = shape.fields.filter(
    (field) =>
      !isAboutAnswer(field.name) && (field.shape.kind === 'object' || field.shape.kind === 'reference'),
  )
  const beside = shape.fields.filter((field) => !inner.includes(field) && !isAboutAnswer(field.name))
  const around =
    inner.length === 1 &&
    (beside.every((field) => MESSAGE.test(field.name)) ||
      (candidate.entity !== null && entityNamed([candidate.entity], inner[0]?.name ?? '') !== null))
  return around ? 'envelope' : 'object'
}
