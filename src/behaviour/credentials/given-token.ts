import type { DraftOperation } from '../../design/draft.js'
import type { BodyField } from '../../design/operation.js'
import { keyOf } from '../naming.js'

/** The only field of a body, where it is a refresh token; null otherwise. */
export function tokenField({ body }: Pick<DraftOperation, 'body'>): BodyField | null {
  const [field, ...more] = body
  if (field === undefined || more.length > 0 || field.type !== 'string') return null
  return /^(?:refreshtoken|refresh|token)$/.test(keyOf(field.name)) ? field : null
}
