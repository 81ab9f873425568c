import type { Shape } from '../../claims/shape.js'
import type { Entity } from '../../design/entity.js'
import type { Behaviour, EnvelopeMember, ResponseBody, View } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { accountEntity } from '../credentials/accounts.js'
import { isUndescribed, TOKEN_ANSWER } from '../credentials/shown.js'
import { tokensIn } from '../credentials/tokens.js'
import { questionId } from '../question.js'
import { statisticsOf } from '../measures/statistics.js'
import type { Answer } from '../recogniser.js'
import type { Built } from '../steps/guard.js'
import { built, builtEach, unbuilt } from '../steps/guard.js'
import { fileBody } from './file.js'
import { documentedRow } from './documented-row.js'
import { memberOf } from './envelope.js'
import { rowsBeside } from './rows-beside.js'
import { tokenBody } from './token-body.js'
import { showsRow, viewFields, wholeView } from './view.js'

/** Behaviours whose answer may hold a token of the account. */
const SIGNING_IN: ReadonlySet<Behaviour> = new Set([
  'login',
  'register',
  'refresh',
  'me',
  'update',
  'replace',
])

/**
 * The structure of the success response, from its documented shape, else as the
 * behaviour suggests. Envelopes without a documented name get theirs later.
 */
export function responseBody(
  candidate: Candidate,
  behaviour: Behaviour,
  answers: Answer,
): Built<ResponseBody> {
  const { operation, entity } = candidate
  const shape = operation.responseShape
  if (operation.success === 204 || shape?.kind === 'empty') return built({ kind: 'empty' })
  if (behaviour === 'login' && isUndescribed(candidate))
    return tokenBody(candidate, behaviour, TOKEN_ANSWER, null, () => unbuilt('the answer shows no row'))
  if (shape?.kind === 'object' && SIGNING_IN.has(behaviour) && tokensIn(shape).size > 0) {
    const account = accountEntity(candidate) ?? entity
    return tokenBody(candidate, behaviour, shape, account, (inner) =>
      account === null ? unbuilt('it is not known whom the answer shows') : viewOf(candidate, account, inner),
    )
  }
  if (behaviour === 'export')
    return entity === null
      ? unbuilt('it is not known which rows the file holds')
      : fileBody(candidate, entity)
  if (shape === null || shape.kind === 'unknown' || (shape.kind === 'reference' && answers !== 'nothing'))
    return behaviour === 'health' ? built(healthBody(candidate)) : undescribed(candidate, answers)
  if (behaviour === 'stats') {
    const statistics = statisticsOf(candidate)
    return statistics.ok ? built(statistics.value.body) : statistics
  }
  if (shape.kind === 'file') return unbuilt('answers in the form of files cannot be built yet')
  if (answers === 'texts' && shape.kind === 'array') return built({ kind: 'texts' })
  if (shape.kind === 'array') {
    if (entity === null) return unbuilt('it is not known which entity the response lists')
    const view = viewOf(candidate, entity, shape.items)
    return view.ok ? built({ kind: 'list', view: view.value }) : view
  }
  if (shape.kind !== 'object') return unbuilt('the response is a bare value')
  if (entity !== null && answers !== 'nothing' && showsRow(entity, shape)) {
    const view = viewOf(candidate, entity, shape)
    return view.ok ? built({ kind: 'view', view: view.value }) : view
  }
  if (answers === 'texts') return textsEnvelope(shape)
  const members = builtEach(shape.fields, (field) =>
    memberOf(candidate, behaviour, field, (inner) =>
      entity === null
        ? unbuilt(`it is not known what "${field.name}" holds`)
        : viewOf(candidate, entity, inner),
    ),
  )
  if (!members.ok) return members
  if (members.value.length === 0) return undescribed(candidate, answers)
  return built({ kind: 'envelope', name: shape.name ?? '', members: members.value })
}

/** `{"tags": ["reactjs"]}`. */
function textsEnvelope({ name, fields }: Extract<Shape, { readonly kind: 'object' }>): Built<ResponseBody> {
  return built({
    kind: 'envelope',
    name: name ?? '',
    members: fields.map(({ name: key }): EnvelopeMember => ({ key, kind: 'texts' })),
  })
}

/** A health check that no document describes says `ok`, unless a person decided that it says nothing. */
function healthBody({ operation, answers }: Candidate): ResponseBody {
  if (answers.get(questionId(operation, 'body')) === 'empty') return { kind: 'empty' }
  return { kind: 'envelope', name: '', members: [{ key: 'status', kind: 'constant', value: 'ok' }] }
}

/** No document describes the body: the row or the rows as other operations show them, or nothing. */
function undescribed(candidate: Candidate, answers: Answer): Built<ResponseBody> {
  const { draft, entity } = candidate
  if (answers === 'nothing' || entity === null) return built({ kind: 'empty' })
  const shown = viewOf(candidate, entity, documentedRow(draft, entity) ?? { kind: 'unknown' })
  const whole = shown.ok ? shown.value : { name: '', entity: entity.name, fields: wholeView(entity) }
  const beside = rowsBeside(candidate, entity, (other, shape) => viewOf(candidate, other, shape))
  if (!beside.ok) return beside
  const view = beside.value.length === 0 ? whole : { ...whole, fields: [...whole.fields, ...beside.value] }
  return built(answers === 'rows' ? { kind: 'list', view } : { kind: 'view', view })
}

/** The view that a shape describes; without a documented name it gets its own later. */
function viewOf({ draft }: Candidate, entity: Entity, shape: Shape): Built<View> {
  if (shape.kind === 'object' && shape.fields.length > 0) {
    const fields = viewFields(draft, entity, shape.fields)
    if (!fields.ok) return fields
    return built({ name: shape.name ?? '', entity: entity.name, fields: fields.value })
  }
  if (shape.kind === 'value' || shape.kind === 'array' || shape.kind === 'file')
    return unbuilt(`the response holds no rows of ${entity.name}`)
  const name = shape.kind === 'reference' || shape.kind === 'object' ? shape.name : null
  return built({ name: name ?? '', entity: entity.name, fields: wholeView(entity) })
}
