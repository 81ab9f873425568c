import type { Shape } from '../../claims/shape.js'
import type { TokenUse } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { tokensIn } from './tokens.js'

/** Whether no document describes the answer of an operation. */
export function isUndescribed({ operation }: Candidate): boolean {
  const shape = operation.responseShape
  return (
    operation.success !== 204 &&
    (shape === null || shape.kind === 'unknown' || (shape.kind === 'object' && shape.fields.length === 0))
  )
}

/** The answer of RFC 6749, section 5.1: a token and its type. */
export const TOKEN_ANSWER: Extract<Shape, { readonly kind: 'object' }> = {
  kind: 'object',
  name: null,
  fields: ['access_token', 'token_type'].map((name) => ({
    name,
    shape: { kind: 'value', facts: { type: 'string' } },
    required: true,
    nullable: false,
  })),
}

/** The tokens that the answer of an operation shows. */
export function tokensShown(candidate: Candidate): ReadonlySet<TokenUse> {
  return tokensIn(isUndescribed(candidate) ? TOKEN_ANSWER : candidate.operation.responseShape)
}
