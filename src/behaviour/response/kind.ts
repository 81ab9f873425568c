import type { Shape } from '../../claims/shape.js'
import type { Behaviour, ResponseBody, ResponseKind } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import type { Answer } from '../recogniser.js'
import { showsRow } from './view.js'

const COUNTS =
  /^(?:total|count|page|pages|limit|offset|per_?page|page_?size|total_?\w{1,20}|\w{1,30}count|next|next_?\w{1,20}|has_?\w{1,20}|cursor|pagination|meta|metadata)$/i
const MESSAGE = /^(?:message|msg|detail|success|ok|status|deleted)$/i

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
  if (body.kind === 'view') return 'object'
  if (body.kind === 'list') return 'list'
  if (body.members.every((member) => member.kind === 'constant')) return 'message'
  const counts = body.members.some((member) => member.kind === 'total' || member.kind === 'query')
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
  const inner = shape.fields.filter((field) => field.shape.kind !== 'value' && field.shape.kind !== 'unknown')
  const beside = names.filter((name) => !inner.some((field) => field.name === name))
  if (inner.some((field) => field.shape.kind === 'array')) {
    const counted = names.some((name) => COUNTS.test(name))
    if (counted) return 'page'
    return beside.every((name) => MESSAGE.test(name)) ? 'envelope' : 'object'
  }
  const around = inner.length > 0 && inner.length <= 2 && beside.every((name) => MESSAGE.test(name))
  return around ? 'envelope' : 'object'
}
