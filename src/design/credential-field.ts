import { segmentsOf } from './canonical-path.js'
import type { OperationGroup } from './operation-groups.js'

/** Last words of paths on which people prove who they are, or say who they will be. */
const SIGNS_IN = /^(?:log-?in|sign-?in|sign-?up|register|registration|refresh|refresh-?token)$/i

/** What nobody can sign in or up without. */
const CREDENTIAL = /^(?:e-?mail|user_?name|login|password|refresh_?token)$/i

/** Whether a field that only an example shows must be sent, because nobody can sign in or up without it. */
export function isCredential({ method, path }: OperationGroup, field: string): boolean {
  return method === 'POST' && SIGNS_IN.test(segmentsOf(path).at(-1) ?? '') && CREDENTIAL.test(field)
}
