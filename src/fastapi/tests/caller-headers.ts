import { dictionary } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { binary } from '../../python/nodes/operator.js'
import type { Backend } from '../backend.js'
import { lookupOf } from '../modules/session-caller.js'

/** The headers of a caller: `{"Authorization": "Bearer " + token}`, or the cookie of a session. */
export function callerHeaders(backend: Backend, token: Expression): Expression {
  const lookup = lookupOf(backend)
  const [header, word] =
    lookup?.carrier === 'cookie'
      ? ['Cookie', `${lookup.cookie}=`]
      : ['Authorization', `${backend.design.auth.authorizationScheme} `]
  return dictionary([[string(header), binary(string(word), '+', token)]])
}

/** The fixture without a database, where nothing is looked up to know the caller. */
export function withoutDatabase(backend: Backend): readonly string[] {
  return lookupOf(backend) === null ? ['no_database'] : []
}
