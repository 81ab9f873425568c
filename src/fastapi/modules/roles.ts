import { widenedFor } from '../../design/widened-step.js'
import type { RoleSource, Step, WideReach } from '../../design/step.js'
import { call } from '../../python/nodes/call.js'
import { set } from '../../python/nodes/collection.js'
import { parameter } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, compare } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { own, tableNamed, type Backend } from '../backend.js'
import type { OptionalDefinition } from '../definition-list.js'
import { statusName } from '../status.js'
import { attributeOf } from '../table.js'

/** A check of roles. */
export type Permit = Extract<Step, { readonly kind: 'permit' }>

/** The checks of roles of all operations. */
function permitsOf(backend: Backend): readonly Permit[] {
  return backend.operations.flatMap(({ steps }) =>
    steps.filter((step): step is Permit => step.kind === 'permit'),
  )
}

/** The steps in which callers with a role reach the rows of all owners. */
function wideReachesOf(backend: Backend): readonly WideReach[] {
  return backend.operations.flatMap(({ steps }) => steps.flatMap((step) => widenedFor(step) ?? []))
}

/** The claim that holds roles; null when they stand elsewhere, or nobody needs one. */
export function roleClaim(backend: Backend): string | null {
  const source = (permitsOf(backend)[0] ?? wideReachesOf(backend)[0])?.source
  return source?.kind === 'claim' ? source.claim : null
}

/** All roles that operations ask for. */
export function rolesOf(backend: Backend): readonly string[] {
  const asked = [...permitsOf(backend), ...wideReachesOf(backend)]
  return [...new Set(asked.flatMap(({ roles }) => roles))].toSorted()
}

/** Functions of the auth module for roles. */
export function roleDefinitions(backend: Backend): readonly OptionalDefinition[] {
  const [permit] = permitsOf(backend)
  const source = (permit ?? wideReachesOf(backend)[0])?.source
  if (source === undefined) return []
  return [
    { name: 'get_roles', uses: ['UserDep'], statements: [heldRoles(backend, source)] },
    {
      name: 'RolesDep',
      uses: ['get_roles'],
      statements: [
        python`
          from typing import Annotated
          from fastapi import Depends

          RolesDep = Annotated[frozenset[str], Depends(get_roles)]
        `,
      ],
    },
    ...(permit === undefined ? [] : [requireRole(backend, permit)]),
  ]
}

function requireRole(backend: Backend, permit: Permit): OptionalDefinition {
  return {
    name: 'require_role',
    uses: ['get_roles'],
    statements: [
      python`
          from collections.abc import Callable
          from typing import Annotated
          from fastapi import Depends, HTTPException

          def require_role(
              *roles: str, status_code: int = ${statusName(permit.otherwise.status)}, detail: str = ${string(permit.otherwise.message)}
          ) -> Callable[[frozenset[str]], None]:
              """Return a dependency that refuses callers who have none of the roles."""

              def check(held: Annotated[frozenset[str], Depends(get_roles)]) -> None:
                  if held.isdisjoint(roles):
                      ${[refusal(backend)]}

              return check
        `,
    ],
  }
}

/** A 401 names the scheme, whatever it refuses (RFC 9110, section 11.6.1). */
function refusal(backend: Backend): Statement {
  return permitsOf(backend).some(({ otherwise }) => otherwise.status === 401)
    ? python`
        from fastapi import HTTPException, status

        if status_code == status.HTTP_401_UNAUTHORIZED:
            raise unauthorized(detail)
        raise HTTPException(status_code, detail)
      `
    : python`
        from fastapi import HTTPException

        raise HTTPException(status_code, detail)
      `
}

/** The roles of the caller: as the token says, or as the caller's account has them now. */
function heldRoles(backend: Backend, source: RoleSource): Statement {
  if (source.kind === 'claim')
    return python`
      def get_roles(current_user: UserDep) -> frozenset[str]:
          """Return the roles that the token gives the caller."""
          return frozenset(current_user["roles"])
    `
  const table = tableNamed(backend, source.entity)
  const model = own(backend, 'models', table.className)
  const column = attribute(model, attributeOf(table, source.field))
  const key = compare(attribute(model, attributeOf(table, source.key)), '==', {
    kind: 'subscript',
    value: name('current_user'),
    indexes: [string('id')],
  })
  const statement = call(attribute(call(symbol('sqlmodel', 'select'), column), 'where'), key)
  const run = call(attribute(name('session'), 'exec'), statement)
  const found = call(attribute(backend.asynchronous ? awaited(run) : run, 'one_or_none'))
  const answer: Expression =
    source.kind === 'flag'
      ? call(name('frozenset'), set([string(source.role)]))
      : call(name('frozenset'), set([name('role')]))
  return {
    kind: 'function',
    name: 'get_roles',
    asynchronous: backend.asynchronous,
    decorators: [],
    parameters: [
      parameter('current_user', name('UserDep')),
      parameter('session', own(backend, 'database', 'SessionDep')),
    ],
    returns: { kind: 'subscript', value: name('frozenset'), indexes: [name('str')] },
    body: [
      { kind: 'docstring', text: "Return the role of the caller's account, as it is now." },
      python`
        role = ${found}
        return ${answer} if role else frozenset()
      `,
    ],
  }
}

/** `Depends(require_role("admin"))`, with its answer where it differs from that of the service. */
export function roleDependency(backend: Backend, permit: Permit): Expression {
  const [first] = permitsOf(backend)
  const differs = first === undefined ? null : first.otherwise
  return call(
    symbol('fastapi', 'Depends'),
    call(
      own(backend, 'auth', 'require_role'),
      ...permit.roles.map(string),
      ...(differs?.status === permit.otherwise.status
        ? []
        : [{ kind: 'keyword' as const, name: 'status_code', value: statusName(permit.otherwise.status) }]),
      ...(differs?.message === permit.otherwise.message
        ? []
        : [{ kind: 'keyword' as const, name: 'detail', value: string(permit.otherwise.message) }]),
    ),
  )
}
