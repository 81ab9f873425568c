import { tokenIn } from '../account.js'
import { answering, both, noFailure, statusOtherThan } from '../expectation.js'
import type { OperationProbe } from '../probe.js'
import type { ProbeScope } from '../scope.js'
import { stepsOf } from '../steps.js'
import { now } from './token-probe.js'

/** Seconds between the clocks of the service and of the probes, and what a request takes. */
const SLACK = 60

/** When a token ends, in seconds; null where it is no JWT, or does not say. */
function endOf(token: string): number | null {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    const end: unknown =
      typeof claims === 'object' && claims !== null ? Reflect.get(claims, 'exp') : undefined
    return typeof end === 'number' ? end : null
  } catch {
    return null
  }
}

/** An operation that shows callers something without asking for a row or a role. */
function plainRead(scope: ProbeScope): ReturnType<ProbeScope['other']> {
  return scope.other(
    (other) =>
      other.method === 'GET' &&
      other.access === 'authenticated' &&
      !other.path.includes('{') &&
      other.query.every(({ required }) => !required),
  )
}

/** Tokens that the service gives to who signs in: they open what asks for one, as long as documents say. */
export const issuedTokens: OperationProbe = {
  id: 'issued-token',
  entry: null,
  title: 'The token of a sign-in is taken, and ends when it is specified to end',
  cwe: 613,
  clause: 'AUTH-1',
  applies: ({ operation }) =>
    operation.responseBody.kind === 'envelope' &&
    stepsOf(operation, 'verify').some(({ keys }) => keys.length > 0) &&
    stepsOf(operation, 'issue').some(({ token }) => token === 'access'),
  fire: async (scope) => {
    const { operation } = scope
    const issue = stepsOf(operation, 'issue').find(({ token }) => token === 'access')
    const { responseBody } = operation
    if (issue === undefined || responseBody.kind !== 'envelope') return
    const answer = await scope.expect(
      'a sign-in',
      await scope.prepare(),
      {},
      answering(operation.success, `a token for ${String(issue.lifetime)} seconds`, ({ json }) => {
        const end = endOf(tokenIn(responseBody, json) ?? '')
        const left = end === null ? null : end - now()
        return left === null || Math.abs(left - issue.lifetime) <= SLACK
          ? null
          : `the token ends in ${String(left)} seconds`
      }),
    )
    const token = tokenIn(responseBody, answer.json)
    const read = plainRead(scope)
    if (token === null || read === undefined) return
    const prepared = await scope.prepareOther(read)
    await scope.expect(
      `${read.id} with the token of the sign-in`,
      prepared,
      { token },
      both(noFailure, statusOtherThan(401)),
    )
  },
}
