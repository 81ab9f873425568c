import { pascalCase, snakeCase } from '../../behaviour/naming.js'
import type { Failure, Step } from '../../design/step.js'
import { identifier } from '../../python/identifier.js'
import { call } from '../../python/nodes/call.js'
import { parameter } from '../../python/nodes/definition.js'
import { string } from '../../python/nodes/literal.js'
import { attribute, name } from '../../python/nodes/name.js'
import { python } from '../../python/nodes/quotation.js'
import { traced, type Statement } from '../../python/nodes/statement.js'
import { own, type Backend } from '../backend.js'
import { usedDefinitions, type OptionalDefinition } from '../definition-list.js'
import { statusName } from '../status.js'
import { settingWith } from './settings.js'

type Authorize = Extract<Step, { readonly kind: 'authorize' }>

/** A dependency that compares a path parameter with the caller. */
export interface OwnerCheck {
  /** The path parameter, as it stands in the path. */
  readonly parameter: string
  readonly otherwise: Failure
  readonly functionName: string
  /** `OwnerId`: the annotated type of handlers' parameters. */
  readonly typeName: string
  readonly step: Authorize
}

/** The owner checks of the service: one for each parameter and answer. */
export function ownerChecks(backend: Backend): readonly OwnerCheck[] {
  const checks: OwnerCheck[] = []
  const names = new Set<string>()
  for (const operation of backend.operations) {
    for (const step of operation.steps) {
      if (step.kind !== 'authorize' || findOwnerCheck(checks, step) !== null) continue
      const first = checks.length === 0
      const functionName = identifier(
        first ? 'require_path_owner' : `require_${snakeCase(step.parameter)}`,
        names,
      )
      const typeName = identifier(first ? 'OwnerId' : `Own${pascalCase(step.parameter)}`, names)
      names.add(functionName).add(typeName)
      checks.push({
        parameter: step.parameter,
        otherwise: step.otherwise,
        functionName,
        typeName,
        step,
      })
    }
  }
  return checks
}

/** The check that performs a step. */
export function findOwnerCheck(checks: readonly OwnerCheck[], step: Authorize): OwnerCheck | null {
  return (
    checks.find(
      (check) =>
        check.parameter === step.parameter &&
        check.otherwise.status === step.otherwise.status &&
        check.otherwise.message === step.otherwise.message,
    ) ?? null
  )
}

/** The longest user id: the width of the columns that hold one. */
function longestUserId(backend: Backend): number {
  const owners = [...backend.tables.values()].flatMap(({ entity }) =>
    entity.fields.filter((field) => field.name === entity.owner).map((field) => field.maxLength ?? 255),
  )
  return Math.min(255, ...owners)
}

/** Statements of the auth module; `used` are the names that routers import from it. */
export function authModule(backend: Backend, used: ReadonlySet<string>): readonly Statement[] {
  const { auth, service } = backend.design
  const current = service.layout.symbols.getCurrentUser
  const checks = ownerChecks(backend).filter(({ typeName }) => used.has(typeName))
  const messages = tokenMessages(backend)
  const secret = attribute(name('settings'), settingWith(backend, 'secret')?.attribute ?? 'jwt_secret')
  const scheme = auth.authorizationScheme
  const unstorable = own(backend, 'validation', 'UNSTORABLE')
  const definitions: readonly OptionalDefinition[] = [
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
  ]
  return [
    python`
      from fastapi.security import HTTPBearer

      ALGORITHM = ${string(auth.algorithm)}
      LEEWAY_SECONDS = 10
      MAX_TOKEN_LENGTH = 8192
      MAX_USER_ID_LENGTH = ${{ kind: 'number', value: longestUserId(backend) }}

      bearer = HTTPBearer(auto_error=False, bearerFormat="JWT")
    `,
    python`
      from typing import TypedDict

      class CurrentUser(TypedDict):
          """The caller."""

          id: str
    `,
    python`
      from fastapi import HTTPException, status

      def unauthorized(detail: str) -> HTTPException:
          """Return a 401 that names the scheme, as RFC 9110 section 11.6.1 asks."""
          return HTTPException(
              status.HTTP_401_UNAUTHORIZED, detail, {"WWW-Authenticate": ${string(scheme)}}
          )
    `,
    traced(
      python`
        from typing import Annotated
        import jwt
        from fastapi import Depends
        from fastapi.security import HTTPAuthorizationCredentials

        def ${name(current)}(
            credentials: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
            settings: Annotated[${own(backend, 'settings', 'Settings')}, Depends(${own(backend, 'settings', 'get_settings')})],
        ) -> CurrentUser:
            """Verify the bearer token and return whom it names."""
            if credentials is None:
                raise unauthorized(${string(messages.missing)})
            if len(credentials.credentials) > MAX_TOKEN_LENGTH:
                raise unauthorized(${string(messages.invalid)})
            try:
                claims = jwt.decode(
                    credentials.credentials,
                    ${secret}.get_secret_value(),
                    algorithms=[ALGORITHM],
                    leeway=LEEWAY_SECONDS,
                    # The issuer may put its own origin into \`aud\`.
                    options={"require": ["exp", ${string(auth.identityClaim)}], "verify_aud": False},
                )
            except jwt.ExpiredSignatureError:
                raise unauthorized(${string(messages.expired)}) from None
            except jwt.InvalidTokenError:
                raise unauthorized(${string(messages.invalid)}) from None
            user_id = claims[${string(auth.identityClaim)}]
            if not isinstance(user_id, str) or not user_id.strip():
                raise unauthorized(${string(messages.invalid)})
            if len(user_id) > MAX_USER_ID_LENGTH or ${unstorable}.search(user_id):
                raise unauthorized(${string(messages.invalid)})
            return {"id": user_id}
      `,
      [...(auth.origins['scheme'] ?? []), { kind: 'standard', clause: 'AUTH-1' }],
      '401 when the token is missing, malformed, wrong or expired',
    ),
    ...usedDefinitions(definitions, used),
    ...checks.flatMap((check) => ownerCheck(check, current)),
  ]
}

/** The texts of 401 answers, as the specification words them. */
function tokenMessages(backend: Backend): {
  readonly missing: string
  readonly invalid: string
  readonly expired: string
} {
  const cases = backend.operations.flatMap(({ errorCases }) => errorCases)
  const invalid = cases.find(({ cause }) => cause === 'token')?.message ?? 'Invalid token'
  const expired = cases.find(({ cause }) => cause === 'expired-token')?.message ?? 'Token expired'
  return { missing: invalid, invalid, expired }
}

function ownerCheck(check: OwnerCheck, current: string): readonly Statement[] {
  const owner = identifier(check.parameter)
  const { status, message } = check.otherwise
  const refusal = call(
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
          parameter(owner, name('str')),
          parameter('current_user', {
            kind: 'subscript',
            value: { kind: 'symbol', module: 'typing', name: 'Annotated' },
            indexes: [
              name('CurrentUser'),
              call({ kind: 'symbol', module: 'fastapi', name: 'Depends' }, name(current)),
            ],
          }),
        ],
        returns: name('str'),
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

      ${name(check.typeName)} = Annotated[str, Depends(${name(check.functionName)})]
    `,
  ]
}
