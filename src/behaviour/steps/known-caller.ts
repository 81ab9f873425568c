import { knowsCallers } from '../../design/known-callers.js'
import type { ResponseBody, View } from '../../design/operation.js'
import type { Step } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { derived } from '../origins.js'

/** Whether a view shows what the caller has done. */
function showsToCaller({ fields }: View): boolean {
  return fields.some(
    (field) =>
      field.kind === 'exists' ||
      ((field.kind === 'view' || field.kind === 'list') && showsToCaller(field.view)),
  )
}

function anyView(body: ResponseBody, test: (view: View) => boolean): boolean {
  if (body.kind === 'view' || body.kind === 'list') return test(body.view)
  if (body.kind !== 'envelope') return false
  return body.members.some((member) => {
    if (member.kind === 'view' || member.kind === 'list') return test(member.view)
    return member.kind === 'envelope' && anyView(member.body, test)
  })
}

/**
 * An operation that anybody may call and that shows what its caller has done looks at the token
 * of those who send one; without one it tells that nothing was done.
 */
export function withCaller<T extends { readonly steps: readonly Step[] }>(
  { operation, draft }: Candidate,
  implementation: T,
  body: ResponseBody,
): T {
  if (operation.access !== 'public' || !knowsCallers(draft.auth)) return implementation
  if (implementation.steps.some(({ kind }) => kind === 'authenticate') || !anyView(body, showsToCaller))
    return implementation
  const why = 'the answer shows what the caller has done, and a token tells who that is'
  const authenticate: Step = {
    kind: 'authenticate',
    optional: true,
    origins: derived(why),
  }
  return { ...implementation, steps: [authenticate, ...implementation.steps] }
}
