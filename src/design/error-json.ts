import type { JsonValue } from '../claims/json.js'
import type { ErrorBody, ErrorMember } from './service.js'

/** FastAPI's own shape: `{"detail": "…"}`, and nothing else. */
export function isFrameworkBody({ messageKey, within, messageForm, beside }: ErrorBody): boolean {
  return messageKey === 'detail' && within === null && messageForm === 'text' && beside.length === 0
}

/** The keys that every error has at the top. */
export function topKeys({ messageKey, within, beside }: ErrorBody): readonly string[] {
  return within === null ? [messageKey, ...beside.map(({ key }) => key)] : [within]
}

/** An error as a client reads it. */
export function errorJson(body: ErrorBody, status: number, message: JsonValue): JsonValue {
  return shaped(body, status, { [body.messageKey]: body.messageForm === 'text' ? message : [message] })
}

/** An invalid field, as FastAPI describes it. */
interface InvalidField {
  readonly type: string
  readonly loc: readonly (string | number)[]
  readonly msg: string
}

/** The answer to an invalid request: a message with the fields beside it, or one text for each field. */
export function invalidJson(body: ErrorBody, status: number, fields: readonly InvalidField[]): JsonValue {
  const { messageKey, fieldErrorsKey, messageForm } = body
  const list = fields.map(({ type, loc, msg }) => ({ type, loc: [...loc], msg }))
  if (fieldErrorsKey !== null) {
    const summary = 'Validation failed'
    const message = messageForm === 'text' ? summary : [summary]
    return shaped(body, status, { [messageKey]: message, [fieldErrorsKey]: list })
  }
  const texts = fields.map(({ loc, msg }) => `${loc.slice(1).join('.')} ${msg}`)
  if (body.invalidAsText === true) return shaped(body, status, { [messageKey]: texts.join('; ') })
  return shaped(body, status, { [messageKey]: messageForm === 'text' ? list : texts })
}

/** The code of a status that a service does not know. */
export const UNKNOWN_CODE = 'ERROR'

function memberValue(member: ErrorMember, status: number): JsonValue {
  switch (member.kind) {
    case 'status':
      return status
    case 'code':
      return member.codes.find((one) => one.status === status)?.code ?? UNKNOWN_CODE
    case 'constant':
      return member.value
  }
}

function shaped(body: ErrorBody, status: number, said: { readonly [key: string]: JsonValue }): JsonValue {
  const inner = {
    ...said,
    ...Object.fromEntries(body.beside.map((member) => [member.key, memberValue(member, status)])),
  }
  return body.within === null ? inner : { [body.within]: inner }
}
