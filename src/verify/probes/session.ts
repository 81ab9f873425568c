import type { JsonValue } from '../../claims/json.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import { accountFor, credentialsOf, tokenIn } from './account.js'
import { contentOf } from './content.js'
import { CannotPrepare } from './probe.js'
import { stepsOf } from './steps.js'
import type { User } from './users.js'
import { sendWithoutToken } from './tokenless.js'
import type { World } from './world.js'

/** The operation that signs people in and shows a token that renews their session; undefined when there is none. */
function signingIn({ backend }: World): ImplementedOperation | undefined {
  return backend.operations.find(
    (operation) =>
      stepsOf(operation, 'verify').some(({ keys }) => keys.length > 0) &&
      stepsOf(operation, 'issue').some(({ token }) => token === 'refresh'),
  )
}

/**
 * Signs an account in through the API and returns the token that renews its session.
 * @throws CannotPrepare when the API gives no way to do so
 */
export async function sessionToken(world: World, user: User): Promise<JsonValue> {
  const operation = signingIn(world)
  const verify = operation === undefined ? undefined : stepsOf(operation, 'verify')[0]
  if (operation === undefined || verify === undefined)
    throw new CannotPrepare('no operation signs people in with a refresh token')
  const account = await accountFor(world, verify, user)
  const content = contentOf(world, operation, credentialsOf(verify, account), {})
  const answer = await sendWithoutToken(world, operation, content)
  const { responseBody } = operation
  const token = responseBody.kind === 'envelope' ? tokenIn(responseBody, answer.json, 'refresh') : null
  if (token === null) throw new CannotPrepare(`${operation.id} showed no refresh token`)
  return token
}
