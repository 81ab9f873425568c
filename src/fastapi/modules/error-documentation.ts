import type { ErrorBody, ErrorMember } from '../../design/service.js'
import { identifier, RESERVED_FIELDS } from '../../python/identifier.js'
import { call, keyword, subscript } from '../../python/nodes/call.js'
import { list, set } from '../../python/nodes/collection.js'
import { classDefinition } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { name, symbol } from '../../python/nodes/name.js'
import { union } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { annotate, docstring, type Statement } from '../../python/nodes/statement.js'
import type { Backend } from '../backend.js'
import type { OptionalDefinition } from '../definition-list.js'
import { statusName } from '../status.js'

/**
 * The models of error bodies, and which status has which: so that the OpenAPI document tells how a
 * route refuses, as the handlers do it.
 * @param invalid statuses of an invalid request
 */
export function documentedErrors(backend: Backend, invalid: readonly number[]): OptionalDefinition {
  const { errorBody } = backend.design.service
  return {
    name: 'error_responses',
    uses: [],
    statements: [
      ...model(errorBody, 'ErrorBody', 'Answer to a request that is refused.', [
        field(errorBody.messageKey, message(errorBody)),
      ]),
      python`
        from pydantic import BaseModel

        class FieldError(BaseModel):
            """One thing that is wrong with a request, and where."""

            type: str
            loc: list[str | int]
            msg: str
      `,
      ...model(
        errorBody,
        'InvalidRequest',
        'Answer to a request that is not as specified.',
        invalidFields(errorBody),
      ),
      python`
        from typing import Any
        from fastapi import status

        def error_responses(*status_codes: int) -> dict[int | str, dict[str, Any]]:
            """Document with which statuses a route refuses."""
            invalid = ${set(invalid.map(statusName))}
            return {
                code: {"model": InvalidRequest if code in invalid else ErrorBody}
                for code in status_codes
            }
      `,
    ],
  }
}

function message({ messageForm }: ErrorBody): Expression {
  return messageForm === 'text' ? name('str') : subscript(name('list'), name('str'))
}

function invalidFields(errorBody: ErrorBody): readonly Statement[] {
  const { messageKey, fieldErrorsKey, messageForm, invalidAsText } = errorBody
  const details = subscript(name('list'), name('FieldError'))
  if (fieldErrorsKey !== null) {
    return [field(messageKey, message(errorBody)), field(fieldErrorsKey, details, list([]))]
  }
  return [
    field(
      messageKey,
      messageForm === 'text' && invalidAsText !== true ? union(name('str'), details) : message(errorBody),
    ),
  ]
}

/** The model of a body, with what stands beside the message; under their key, all are a model of their own. */
function model(
  { within, beside }: ErrorBody,
  className: string,
  description: string,
  fields: readonly Statement[],
): readonly Statement[] {
  const inner = within === null ? className : `${className}Content`
  const base = [symbol('pydantic', 'BaseModel')]
  const content = classDefinition(inner, {
    bases: base,
    body: [
      docstring(description),
      { kind: 'blank' },
      ...fields,
      ...beside.map((member) => field(member.key, memberType(member))),
    ],
  })
  if (within === null) return [content]
  return [
    content,
    classDefinition(className, {
      bases: base,
      body: [docstring(description), { kind: 'blank' }, field(within, name(inner))],
    }),
  ]
}

function memberType({ kind }: ErrorMember): Expression {
  if (kind === 'constant') return symbol('typing', 'Any')
  return name(kind === 'status' ? 'int' : 'str')
}

/** A key of a body as a field, under another name where Python has no such. */
function field(key: string, type: Expression, initial: Expression | null = null): Statement {
  const attribute = identifier(key, new Set(), RESERVED_FIELDS)
  if (attribute === key) return annotate(attribute, type, initial)
  const settings = [...(initial === null ? [] : [keyword('default', initial)]), keyword('alias', string(key))]
  return annotate(attribute, type, call(symbol('pydantic', 'Field'), ...settings))
}
