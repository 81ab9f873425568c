import type { SessionLookup } from '../../design/session-lookup.js'
import { parameter, functionDefinition, type FunctionParameter } from '../../python/nodes/definition.js'
import { call, subscript } from '../../python/nodes/call.js'
import { list } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none, string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { docstring, expression, type Statement } from '../../python/nodes/statement.js'
import { own, type Backend } from '../backend.js'
import { AUTH_SESSION } from './auth-sessions.js'
import type { TokenMessages } from './current-user.js'
import { settingWith } from './settings.js'

/** How sessions of another system are looked up; null where tokens prove themselves. */
export function lookupOf({ design }: Pick<Backend, 'design'>): SessionLookup | null {
  return design.auth.lookup ?? null
}

/** What reads the cookie of a request, and documents it. */
export function sessionCookie({ cookie }: SessionLookup): Statement {
  return python`
    from fastapi.requests import HTTPConnection
    from fastapi.security import APIKeyCookie

    class SessionCookie(APIKeyCookie):
        """The cookie of Better Auth, whose name has a prefix over HTTPS."""

        async def __call__(self, request: HTTPConnection) -> str | None:
            """Return its value; None without one."""
            cookie = request.cookies.get(self.model.name)
            return request.cookies.get(f"__Secure-{self.model.name}", cookie)


    session_cookie = SessionCookie(name=${string(cookie)}, auto_error=False)
  `
}

/** `read_token`, which returns the token in what a caller shows, once its signature is verified. */
export function sessionToken(backend: Backend, { carrier }: SessionLookup): readonly Statement[] {
  const settings = own(backend, 'settings', 'Settings')
  const signed = python`
    import hmac
    from base64 import b64encode

    def is_signed(token: str, signature: str, settings: ${settings}) -> bool:
        """Tell whether a signature was made with one of the secrets."""
        digests = [
            hmac.digest(secret.encode(), token.encode(), "sha256") for secret in settings.token_secrets
        ]
        return any(hmac.compare_digest(b64encode(digest), signature.encode()) for digest in digests)
  `
  return [
    signed,
    carrier === 'cookie'
      ? python`
          import re
          from urllib.parse import unquote

          def read_token(cookie: str, settings: ${settings}) -> str | None:
              """Return the token of a session in a cookie that Better Auth signed; None in any other."""
              token, _, signature = unquote(cookie).partition(".")
              well_formed = re.fullmatch("[A-Za-z0-9_-]{16,255}", token)
              return token if well_formed and is_signed(token, signature, settings) else None
        `
      : python`
          import re
          from urllib.parse import unquote

          def read_token(text: str, settings: ${settings}) -> str | None:
              """Return the token of a session; None for a text that is none, or whose signature is wrong."""
              token, dot, signature = unquote(text).partition(".")
              if not re.fullmatch("[A-Za-z0-9_-]{16,255}", token):
                  return None
              return token if not dot or is_signed(token, signature, settings) else None
        `,
  ]
}

/** `refuse_foreign_origin`: a browser sends the cookie along with whatever page asks, and says which page it was. */
export function originCheck(backend: Backend, { carrier }: SessionLookup): readonly Statement[] {
  if (carrier !== 'cookie') return []
  const origins = settingWith(backend, 'origins')
  const host = list([string('http://'), string('https://')])
  const allowed = origins === null ? null : attribute(name('settings'), origins.attribute)
  return [
    python`
      from fastapi import HTTPException, Request, status

      def refuse_foreign_origin(request: Request, settings: ${own(backend, 'settings', 'Settings')}) -> None:
          """Refuse a change that a page of another site asks for in the name of the user (CWE-352)."""
          origin = request.headers.get("origin")
          if request.method in {"GET", "HEAD", "OPTIONS"} or origin is None:
              return
          own_origins = [scheme + request.headers.get("host", "") for scheme in ${host}]
          if origin not in ${allowed === null ? name('own_origins') : binary(name('own_origins'), '+', allowed)}:
              raise HTTPException(status.HTTP_403_FORBIDDEN, "Origin is not allowed")
    `,
  ]
}

/** What the dependency on the caller depends on itself. */
export function sessionInputs(backend: Backend, { carrier }: SessionLookup): readonly FunctionParameter[] {
  const annotated = (type: Expression, dependency: Expression): Expression =>
    subscript(symbol('typing', 'Annotated'), type, call(symbol('fastapi', 'Depends'), dependency))
  const shown =
    carrier === 'cookie'
      ? annotated(binary(name('str'), '|', none), name('session_cookie'))
      : annotated(
          binary(symbol('fastapi.security', 'HTTPAuthorizationCredentials'), '|', none),
          name('bearer'),
        )
  return [
    ...(carrier === 'cookie' ? [parameter('request', symbol('fastapi', 'Request'))] : []),
    parameter('credentials', shown),
    parameter(
      'settings',
      annotated(own(backend, 'settings', 'Settings'), own(backend, 'settings', 'get_settings')),
    ),
    parameter('session', own(backend, 'database', 'SessionDep')),
  ]
}

/** The dependency that looks the caller's session up and tells whose it is. */
export function sessionUser(
  backend: Backend,
  lookup: SessionLookup,
  current: string,
  messages: TokenMessages,
  rest: readonly Statement[],
): Statement {
  const cookie = lookup.carrier === 'cookie'
  const shown = cookie ? name('credentials') : attribute(name('credentials'), 'credentials')
  const get = call(
    attribute(name('session'), 'get'),
    own(backend, 'authSessions', AUTH_SESSION),
    name('token'),
  )
  return functionDefinition(current, {
    asynchronous: backend.asynchronous,
    parameters: sessionInputs(backend, lookup),
    returns: name('CurrentUser'),
    body: [
      docstring(`Look up the session of the ${cookie ? 'cookie' : 'bearer token'} and return whose it is.`),
      python`
        from datetime import UTC, datetime

        token = None if credentials is None else read_token(${shown}, settings)
        found = None if token is None else ${backend.asynchronous ? awaited(get) : get}
        if found is None:
            raise unauthorized(${string(messages.invalid)})
        if found.expires_at <= datetime.now(UTC):
            raise unauthorized(${string(messages.expired)})
        ${cookie ? [expression(call(name('refuse_foreign_origin'), name('request'), name('settings')))] : []}
        ${rest}
      `,
    ],
  })
}
