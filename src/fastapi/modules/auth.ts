import { identifier } from '../../python/identifier.js'
import { challengeOf } from '../../design/known-callers.js'
import { call, keyword } from '../../python/nodes/call.js'
import { parameter } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, none, number, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { binary, compare } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { assign, traced, type Statement } from '../../python/nodes/statement.js'
import { hasCallers, type Backend } from '../backend.js'
import { usedDefinitions, type OptionalDefinition } from '../definition-list.js'
import type { OwnerCheck } from '../owner-check.js'
import { statusName } from '../status.js'
import { userIdAnnotation } from '../user-id.js'
import { roleClaim, roleDefinitions } from './roles.js'
import { showsSentToken } from '../steps/caller.js'
import { credentialConstants, credentialDefinitions } from './credentials.js'
import { passwordDefinitions } from './passwords.js'
import { currentUser, optionalCaller } from './current-user.js'
import { readsSession, sessionClaim, sessionMember } from './session-claim.js'
import { lookupOf, originCheck, sessionCookie, sessionToken } from './session-caller.js'
import { tokenAlgorithms, tokenVerification } from './token.js'
import { settingWith } from './settings.js'
import { tokenTrust } from './token-settings.js'

/** The longest user id: the width of the columns that hold one. */
function longestUserId(backend: Backend): number {
  const owners = [...backend.tables.values()].flatMap(({ entity }) =>
    entity.fields.filter((field) => field.name === entity.owner).map((field) => field.maxLength ?? 255),
  )
  return Math.min(255, ...owners)
}

/** Statements of the auth module; `used` are the names that routers import from it. */
export function authModule(backend: Backend, used: ReadonlySet<string>): readonly Statement[] {
  // Accounts that nobody signs in to yet need no tokens, and their secret is no setting.
  if (!hasCallers(backend)) return usedDefinitions(passwordDefinitions(backend), used)
  const { auth, service } = backend.design
  const current = service.layout.symbols.getCurrentUser
  const checks = backend.ownerChecks.filter(({ typeName }) => used.has(typeName))
  const messages = tokenMessages(backend)
  const scheme = auth.authorizationScheme
  const lookup = lookupOf(backend)
  const secret = attribute(name('settings'), settingWith(backend, 'secret')?.attribute ?? 'jwt_secret')
  const sentToken = backend.operations.some(showsSentToken)
  const claim = roleClaim(backend)
  const identityEntries = [
    [string('id'), name('user_id')] as const,
    ...(claim === null
      ? []
      : [
          [
            string('roles'),
            call(name('role_names'), call(attribute(name('claims'), 'get'), string(claim))),
          ] as const,
        ]),
    ...(sentToken ? [[string('token'), attribute(name('credentials'), 'credentials')] as const] : []),
    ...(readsSession(backend) ? [[string('session'), name('session_id')] as const] : []),
  ]
  const definitions: readonly OptionalDefinition[] = [
    ...credentialDefinitions(backend, secret),
    {
      name: 'UserDep',
      uses: [],
      statements: [
        python`
          from typing import Annotated
          from fastapi import Depends

          UserDep = Annotated[CurrentUser, Depends(${name(current)})]
        `,
      ],
    },
    optionalCaller(backend, current),
    ...roleDefinitions(backend),
  ]
  const longest: readonly Statement[] =
    backend.userId === 'string' ? [assign(name('MAX_USER_ID_LENGTH'), number(longestUserId(backend)))] : []
  const trust = tokenTrust(backend)
  const logger: readonly Statement[] =
    trust === 'own-secret' || trust === 'sessions'
      ? []
      : [
          python`
            import logging

            logger = logging.getLogger(__name__)
          `,
        ]
  const refused = refusedCredentials(scheme)
  return [
    ...logger,
    python`
      ${tokenAlgorithms(backend)}
      ${lookup === null ? LIMITS : []}
      ${longest}
      ${credentialConstants(backend)}

      ${lookup?.carrier === 'cookie' ? [] : [schemeDefinition(scheme, lookup === null)]}
    `,
    ...(lookup?.carrier === 'cookie' ? [sessionCookie(lookup)] : []),
    python`
      from typing import TypedDict

      class CurrentUser(TypedDict):
          """The caller."""

          id: ${userIdAnnotation(backend.userId)}
          ${claim === null ? [] : [python`roles: list[str]`]}
          ${sentToken ? [python`token: str`] : []}
          ${sessionMember(backend)}
    `,
    python`
      from fastapi import HTTPException, status

      def unauthorized(detail: str) -> HTTPException:
          """Return a 401 that names the scheme, as RFC 9110 section 11.6.1 asks."""
          return HTTPException(
              status.HTTP_401_UNAUTHORIZED, detail, {"WWW-Authenticate": ${string(challengeOf(auth))}}
          )
    `,
    ...(lookup === null
      ? tokenVerification(backend)
      : [...sessionToken(backend, lookup), ...originCheck(backend, lookup)]),
    ...(claim === null
      ? []
      : [
          python`
            from typing import Any

            def role_names(claim: Any) -> list[str]:
                """Return the roles in a claim: one text, or a list of texts."""
                names = claim if isinstance(claim, list) else [claim]
                return [name for name in names if isinstance(name, str)]
          `,
        ]),
    ...sessionClaim(backend, messages.invalid),
    traced(
      currentUser(backend, current, refused, messages, identityEntries),
      [...(auth.origins['scheme'] ?? []), { kind: 'standard', clause: 'AUTH-1' }],
      '401 when the token is missing, malformed, wrong or expired',
    ),
    ...usedDefinitions(definitions, used),
    ...checks.flatMap((check) => ownerCheck(backend, check, current)),
  ]
}

/** Whether the header reads `Authorization: Bearer …`, the one scheme that FastAPI has a class for. */
function isBearer(scheme: string): boolean {
  return scheme.toLowerCase() === 'bearer'
}

/** How long a token may be, and how far clocks may differ. */
const LIMITS: readonly Statement[] = [
  python`
    LEEWAY_SECONDS = 10
    MAX_TOKEN_LENGTH = 8192
  `,
]

/** How the header is read and documented. */
function schemeDefinition(scheme: string, signed: boolean): Statement {
  const format = signed ? [keyword('bearerFormat', string('JWT'))] : []
  const bearer = call(
    symbol('fastapi.security', 'HTTPBearer'),
    keyword('auto_error', boolean(false)),
    ...format,
  )
  return isBearer(scheme)
    ? assign(name('bearer'), bearer)
    : python`
        from fastapi.security.http import HTTPBase

        bearer = HTTPBase(scheme=${string(scheme)}, auto_error=False)
      `
}

/** Credentials that are missing, too long, or of another scheme. */
function refusedCredentials(scheme: string): Expression {
  const credentials = name('credentials')
  const missing = compare(credentials, 'is', none)
  const length = call(name('len'), attribute(credentials, 'credentials'))
  const tooLong = compare(length, '>', name('MAX_TOKEN_LENGTH'))
  if (isBearer(scheme)) return binary(missing, 'or', tooLong)
  const word = call(attribute(credentials, 'scheme', 'lower'))
  const other = compare(word, '!=', string(scheme.toLowerCase()))
  return binary(binary(missing, 'or', other), 'or', tooLong)
}

/** The texts of 401 answers, as the specification words them. */
function tokenMessages(backend: Backend): {
  readonly invalid: string
  readonly expired: string
} {
  const cases = backend.operations.flatMap(({ errorCases }) => errorCases)
  const invalid = cases.find(({ cause }) => cause === 'token')?.message ?? 'Invalid token'
  const expired = cases.find(({ cause }) => cause === 'expired-token')?.message ?? 'Token expired'
  return { invalid, expired }
}

function ownerCheck(backend: Backend, check: OwnerCheck, current: string): readonly Statement[] {
  const owner = identifier(check.parameter)
  const { status, message } = check.otherwise
  const refusal =
    status === 401
      ? call(name('unauthorized'), string(message))
      : call(
          { kind: 'symbol', module: 'fastapi', name: 'HTTPException' },
          statusName(status),
          string(message),
        )
  return [
    traced(
      {
        kind: 'function',
        name: check.functionName,
        asynchronous: false,
        decorators: [],
        parameters: [
          parameter(owner, userIdAnnotation(backend.userId)),
          parameter('current_user', {
            kind: 'subscript',
            value: { kind: 'symbol', module: 'typing', name: 'Annotated' },
            indexes: [
              name('CurrentUser'),
              call({ kind: 'symbol', module: 'fastapi', name: 'Depends' }, name(current)),
            ],
          }),
        ],
        returns: userIdAnnotation(backend.userId),
        body: [
          { kind: 'docstring', text: "Return the user id of the path, which must be the caller's own." },
          python`
            if current_user["id"] != ${name(owner)}:
                raise ${refusal}
            return ${name(owner)}
          `,
        ],
      },
      check.step.origins,
      `${status} when the path names another user`,
    ),
    python`
      from typing import Annotated
      from fastapi import Depends

      ${name(check.typeName)} = Annotated[${userIdAnnotation(backend.userId)}, Depends(${name(check.functionName)})]
    `,
  ]
}
