import { call, subscript } from '../../python/nodes/call.js'
import { dictionary } from '../../python/nodes/collection.js'
import { functionDefinition, parameter, type FunctionParameter } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary, compare, conditional, not } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { docstring, raise, returns, when, type Statement } from '../../python/nodes/statement.js'
import { own, type Backend } from '../backend.js'
import type { OptionalDefinition } from '../definition-list.js'
import { lookupOf, sessionInputs, sessionUser } from './session-caller.js'
import { checksSessions, readsSession, refuseEnded } from './session-claim.js'

/** What requests with a token that proves nothing are told. */
export interface TokenMessages {
  readonly invalid: string
  readonly expired: string
}

/** What the dependency on the caller depends on itself: the header, the settings, and where sessions count their rows. */
function inputs(backend: Backend): readonly FunctionParameter[] {
  const lookup = lookupOf(backend)
  if (lookup !== null) return sessionInputs(backend, lookup)
  const annotated = (type: Expression, dependency: Expression): Expression =>
    subscript(symbol('typing', 'Annotated'), type, call(symbol('fastapi', 'Depends'), dependency))
  const credentials = binary(symbol('fastapi.security', 'HTTPAuthorizationCredentials'), '|', none)
  return [
    parameter('credentials', annotated(credentials, name('bearer'))),
    parameter(
      'settings',
      annotated(own(backend, 'settings', 'Settings'), own(backend, 'settings', 'get_settings')),
    ),
    ...(checksSessions(backend) ? [parameter('session', own(backend, 'database', 'SessionDep'))] : []),
  ]
}

/** The dependency that verifies the token and tells whom it names. */
export function currentUser(
  backend: Backend,
  current: string,
  refused: Expression,
  messages: TokenMessages,
  entries: readonly (readonly [Expression, Expression])[],
): Statement {
  const lookup = lookupOf(backend)
  if (lookup !== null)
    return sessionUser(backend, lookup, current, messages, [
      ...identity(backend, messages.invalid),
      returns(dictionary([...entries])),
    ])
  return functionDefinition(current, {
    asynchronous: checksSessions(backend) && backend.asynchronous,
    parameters: inputs(backend),
    returns: name('CurrentUser'),
    body: [
      docstring(
        checksSessions(backend)
          ? 'Verify the bearer token, whose session must last still, and return whom it names.'
          : 'Verify the bearer token and return whom it names.',
      ),
      python`
        import jwt

        if ${refused}:
            raise unauthorized(${string(messages.invalid)})
        try:
            claims = verify_token(credentials.credentials, settings)
        except jwt.ExpiredSignatureError:
            raise unauthorized(${string(messages.expired)}) from None
        except jwt.PyJWTError:
            raise unauthorized(${string(messages.invalid)}) from None
        ${identity(backend, messages.invalid)}
        ${readsSession(backend) ? [python`session_id = session_of(claims)`] : []}
        ${refuseEnded(backend, messages.invalid)}
        return ${dictionary([...entries])}
      `,
    ],
  })
}

/** The caller of a route that needs none: a request without a token has no caller, a bad token is refused all the same. */
export function optionalCaller(backend: Backend, current: string): OptionalDefinition {
  const given = inputs(backend)
  const caller = call(name(current), ...given.map((each) => name(each.name)))
  const waits = given.some((each) => each.name === 'session') && backend.asynchronous
  return {
    name: 'OptionalUserDep',
    uses: [],
    statements: [
      functionDefinition('get_optional_user', {
        asynchronous: waits,
        parameters: given,
        returns: binary(name('CurrentUser'), '|', none),
        body: [
          docstring('Return the caller; None for a request without a token.'),
          returns(
            conditional(compare(name('credentials'), 'is', none), none, waits ? awaited(caller) : caller),
          ),
        ],
      }),
      python`
        from typing import Annotated
        from fastapi import Depends

        OptionalUserDep = Annotated[CurrentUser | None, Depends(get_optional_user)]
      `,
    ],
  }
}

/** Reads the user id from the claims; no other claim is ever taken for it (AUTH-5). */
function identity(backend: Backend, invalid: string): readonly Statement[] {
  const { identityClaim } = backend.design.auth
  const looked = lookupOf(backend) !== null
  const claim = looked
    ? attribute(name('found'), 'user_id')
    : subscript(name('claims'), string(identityClaim))
  const refusal = raise(call(name('unauthorized'), string(invalid)))
  // PyJWT checks that `sub` is text; of other claims it knows nothing.
  const texts =
    looked || identityClaim === 'sub'
      ? []
      : [when(not(call(name('isinstance'), claim, name('str'))), [refusal])]
  switch (backend.userId) {
    case 'uuid':
      return [
        ...texts,
        python`
          from uuid import UUID

          try:
              user_id = UUID(${claim})
          except ValueError:
              raise unauthorized(${string(invalid)}) from None
        `,
      ]
    case 'integer':
      return [
        ...texts,
        python`
          import re

          if not re.fullmatch("[1-9][0-9]{0,8}", ${claim}):
              ${[refusal]}
          user_id = int(${claim})
        `,
      ]
    case 'string':
      return [
        ...texts,
        python`
          user_id: str = ${claim}
          if not user_id.strip() or len(user_id) > MAX_USER_ID_LENGTH or ${own(backend, 'validation', 'UNSTORABLE')}.search(user_id):
              ${[refusal]}
        `,
      ]
  }
}
