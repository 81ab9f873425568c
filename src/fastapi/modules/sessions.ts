import type { SessionStore } from '../../design/session-store.js'
import { call, keyword, type Keyword } from '../../python/nodes/call.js'
import { functionDefinition, parameter } from '../../python/nodes/definition.js'
import type { Expression } from '../../python/nodes/expression.js'
import { none } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { awaited, binary, compare } from '../../python/nodes/operator.js'
import { python } from '../../python/nodes/quotation.js'
import { docstring, expression, type Statement } from '../../python/nodes/statement.js'
import { own, someStep, tableNamed, type Backend } from '../backend.js'
import { usedDefinitions, type OptionalDefinition } from '../definition-list.js'
import { attributeOf, type Table } from '../table.js'
import { userIdAnnotation } from '../user-id.js'
import { duration } from './credentials.js'
import { sessionType } from '../session-type.js'

/** The nodes that the functions of the module are made of. */
class Pieces {
  readonly model: Expression
  readonly #backend: Backend
  readonly #table: Table

  constructor(
    backend: Backend,
    readonly store: SessionStore,
  ) {
    this.#backend = backend
    this.#table = tableNamed(backend, store.entity)
    this.model = own(backend, 'models', this.#table.className)
  }

  column(field: string): Expression {
    return call(symbol('sqlmodel', 'col'), attribute(this.model, attributeOf(this.#table, field)))
  }

  given(field: string, value: Expression): Keyword {
    return keyword(attributeOf(this.#table, field), value)
  }

  where(statement: Expression, ...conditions: readonly Expression[]): Expression {
    return call(attribute(statement, 'where'), ...conditions)
  }

  remove(...conditions: readonly Expression[]): Expression {
    return this.where(call(symbol('sqlmodel', 'delete'), this.model), ...conditions)
  }

  run(statement: Expression): Expression {
    return this.#await(call(attribute(name('session'), 'exec'), statement))
  }

  commit(): Statement {
    return expression(this.#await(call(attribute(name('session'), 'commit'))))
  }

  is(field: string, value: Expression): Expression {
    return compare(this.column(field), '==', value)
  }

  lives(): Expression {
    return compare(this.column(this.store.expires), '>', name('now'))
  }

  define(
    functionName: string,
    parameters: readonly (readonly [string, Expression])[],
    returns: Expression,
    doc: string,
    body: readonly Statement[],
  ): Statement {
    const session = sessionType(this.#backend)
    return functionDefinition(functionName, {
      asynchronous: this.#backend.asynchronous,
      parameters: [parameter('session', session), ...parameters.map(([each, type]) => parameter(each, type))],
      returns,
      body: [docstring(doc), ...body],
    })
  }

  #await(value: Expression): Expression {
    return this.#backend.asynchronous ? awaited(value) : value
  }
}

/** Statements of the module that keeps sign-ins; `used` are the names that others import from it. */
export function sessionsModule(
  backend: Backend,
  store: SessionStore,
  used: ReadonlySet<string>,
): readonly Statement[] {
  const pieces = new Pieces(backend, store)
  const account = userIdAnnotation(backend.userId)
  const definitions: readonly OptionalDefinition[] = [
    {
      name: 'token_hash',
      uses: [],
      statements: [
        python`
          import hashlib

          def token_hash(secret: str) -> str:
              """Return what is stored in place of a token; it is random, so that it needs no salt."""
              return hashlib.sha256(secret.encode()).hexdigest()
        `,
      ],
    },
    {
      name: 'read_token',
      uses: [],
      statements: [
        python`
          from uuid import UUID

          def read_token(token: str) -> tuple[UUID, str] | None:
              """Return the session and the secret in a token; None for a text that is none."""
              key, _, secret = token.partition(".")
              try:
                  return UUID(key), secret
              except ValueError:
                  return None
        `,
      ],
    },
    {
      name: 'SessionToken',
      uses: [],
      statements: [
        python`
          from typing import NamedTuple
          from uuid import UUID

          class SessionToken(NamedTuple):
              """A session, whose it is, and the token that renews it."""

              session_id: UUID
              account_id: ${account}
              token: str
        `,
      ],
    },
    { name: 'open_session', uses: ['SessionToken', 'token_hash'], statements: [open(backend, pieces)] },
    {
      name: 'renew_session',
      uses: ['SessionToken', 'token_hash', 'read_token'],
      statements: [renew(backend, pieces)],
    },
    {
      name: 'end_session',
      uses: [],
      statements: [
        pieces.define(
          'end_session',
          [['session_id', binary(symbol('uuid', 'UUID'), '|', none)]],
          none,
          'End a session: neither its tokens nor those it would renew count any more.',
          [expression(pieces.run(pieces.remove(pieces.is(store.key, name('session_id'))))), pieces.commit()],
        ),
      ],
    },
    {
      name: 'end_all_sessions',
      uses: [],
      statements: [
        pieces.define(
          'end_all_sessions',
          [['account_id', account]],
          none,
          'End all sessions of an account.',
          [
            expression(pieces.run(pieces.remove(pieces.is(store.account, name('account_id'))))),
            pieces.commit(),
          ],
        ),
      ],
    },
    {
      name: 'end_given_session',
      uses: ['token_hash', 'read_token'],
      statements: [endGiven(backend, pieces)],
    },
    { name: 'is_live', uses: [], statements: [live(pieces)] },
  ]
  const lifetime: readonly Statement[] = [
    python`
      SESSION_LIFETIME = ${duration(store.lifetime)}
    `,
  ]
  const opens = used.has('open_session') || used.has('renew_session')
  return [...(opens ? lifetime : []), ...usedDefinitions(definitions, used)]
}

function open(backend: Backend, pieces: Pieces): Statement {
  const { store } = pieces
  const row = call(
    pieces.model,
    pieces.given(store.account, name('account_id')),
    pieces.given(store.hash, call(name('token_hash'), name('secret'))),
    pieces.given(store.expires, binary(name('now'), '+', name('SESSION_LIFETIME'))),
  )
  const over = pieces.remove(
    pieces.is(store.account, name('account_id')),
    compare(pieces.column(store.expires), '<=', name('now')),
  )
  const key = attribute(name('opened'), attributeOf(tableNamed(backend, store.entity), store.key))
  return pieces.define(
    'open_session',
    [['account_id', userIdAnnotation(backend.userId)]],
    name('SessionToken'),
    'Open a session for an account; its sessions that are over are cleared away.',
    [
      python`
        import secrets
        from datetime import UTC, datetime

        secret = secrets.token_urlsafe(32)
        now = datetime.now(UTC)
        opened = ${row}
        session.add(opened)
        ${[expression(pieces.run(over)), pieces.commit()]}
        return SessionToken(${key}, account_id, f"{${key}}.{secret}")
      `,
    ],
  )
}

function renew(backend: Backend, pieces: Pieces): Statement {
  const { store } = pieces
  const found = [
    pieces.is(store.key, name('session_id')),
    pieces.is(store.hash, call(name('token_hash'), name('secret'))),
    pieces.lives(),
  ]
  const account = pieces.column(store.account)
  const rotates = someStep(backend, (step) => step.kind === 'renew' && step.rotates)
  const parameters = [['token', name('str')] as const]
  const returns = binary(name('SessionToken'), '|', none)
  const head = python`
    from datetime import UTC, datetime

    known = read_token(token)
    if known is None:
        return None
    session_id, secret = known
    now = datetime.now(UTC)
  `
  if (!rotates) {
    const select = pieces.where(call(symbol('sqlmodel', 'select'), account), ...found)
    return pieces.define(
      'renew_session',
      parameters,
      returns,
      'Return the session of a token; None without one.',
      [
        python`
        ${[head]}
        account_id = ${call(attribute(pieces.run(select), 'one_or_none'))}
        return None if account_id is None else SessionToken(session_id, account_id, token)
      `,
      ],
    )
  }
  const update = call(
    attribute(
      call(
        attribute(pieces.where(call(symbol('sqlalchemy', 'update'), pieces.model), ...found), 'values'),
        pieces.given(store.hash, call(name('token_hash'), name('fresh'))),
        pieces.given(store.expires, binary(name('now'), '+', name('SESSION_LIFETIME'))),
      ),
      'returning',
    ),
    account,
  )
  return pieces.define(
    'renew_session',
    parameters,
    returns,
    'Exchange a token for its successor. One that was exchanged before was copied, and ends its session: whoever holds the successor may be the thief (RFC 9700, section 4.14.2).',
    [
      python`
        import secrets

        ${[head]}
        fresh = secrets.token_urlsafe(32)
        renewal = ${update}
        account_id = ${call(attribute(pieces.run(name('renewal')), 'scalar_one_or_none'))}
        if account_id is None:
            ${[expression(pieces.run(pieces.remove(pieces.is(store.key, name('session_id')))))]}
        ${[pieces.commit()]}
        if account_id is None:
            return None
        return SessionToken(session_id, account_id, f"{session_id}.{fresh}")
      `,
    ],
  )
}

function endGiven(backend: Backend, pieces: Pieces): Statement {
  const { store } = pieces
  const owned = someStep(backend, (step) => step.kind === 'end' && step.sessions === 'given')
    ? backend.operations.some(
        ({ steps }) =>
          steps.some(({ kind }) => kind === 'authenticate') &&
          steps.some((step) => step.kind === 'end' && step.sessions === 'given'),
      )
    : false
  const conditions = [
    pieces.is(store.key, name('session_id')),
    pieces.is(store.hash, call(name('token_hash'), name('secret'))),
    ...(owned ? [pieces.is(store.account, name('account_id'))] : []),
  ]
  return pieces.define(
    'end_given_session',
    [['token', name('str')], ...(owned ? [['account_id', userIdAnnotation(backend.userId)] as const] : [])],
    name('bool'),
    owned
      ? "End the session of a token, if it is the account's; tell whether there was one."
      : 'End the session of a token; tell whether there was one.',
    [
      python`
        known = read_token(token)
        if known is None:
            return False
        session_id, secret = known
        ended = ${pieces.run(pieces.remove(...conditions))}
        ${[pieces.commit()]}
        return ended.rowcount > 0
      `,
    ],
  )
}

function live(pieces: Pieces): Statement {
  const { store } = pieces
  const select = pieces.where(
    call(symbol('sqlmodel', 'select'), pieces.column(store.key)),
    pieces.is(store.key, name('session_id')),
    pieces.lives(),
  )
  return pieces.define(
    'is_live',
    [['session_id', symbol('uuid', 'UUID')]],
    name('bool'),
    'Tell whether a session has neither been ended nor run out.',
    [
      python`
        from datetime import UTC, datetime

        now = datetime.now(UTC)
        return ${call(attribute(pieces.run(select), 'first'))} is not None
      `,
    ],
  )
}
