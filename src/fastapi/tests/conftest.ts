import { call, spread, subscript } from '../../python/nodes/call.js'
import { dictionary, set } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { functionDefinition, parameter, type FunctionParameter } from '../../python/nodes/definition.js'
import { formatted, none, string } from '../../python/nodes/literal.js'
import { attribute, moduleReference, name, symbol } from '../../python/nodes/name.js'
import { python } from '../../python/nodes/quotation.js'
import { docstring, expression, type Statement } from '../../python/nodes/statement.js'
import { hasCallers, moduleName, own, someStep, type Backend } from '../backend.js'
import { roleClaim, rolesOf } from '../modules/roles.js'
import { widenedFor } from '../../design/widened-step.js'
import { sendsMail } from '../modules/mail.js'
import { AUTH_SESSION } from '../modules/auth-sessions.js'
import { lookupOf } from '../modules/session-caller.js'
import { settingWith } from '../modules/settings.js'
import { tokenTrust } from '../modules/token-settings.js'
import { firstPassword } from './cases/first-account.js'
import { CHECKED_REFERENCES } from './cases/referred-row.js'
import { callerHeaders } from './caller-headers.js'
import { factory, needsNumbers } from './factory.js'
import { userId } from './row-value.js'
import { tokenFixtures } from './token-fixtures.js'

/** Statements of `conftest.py`: an empty database, callers and rows. */
export function conftest(backend: Backend): readonly Statement[] {
  return [
    ...(needsNumbers(backend)
      ? [
          python`
      from itertools import count

      NUMBERS = count(1)
    `,
        ]
      : []),
    engine(backend),
    session(),
    ...checkedReferences(backend),
    ...(hasCallers(backend) ? [...tokenFixtures(backend)] : []),
    ...everyRole(backend),
    client(backend, 'anonymous', 'Return a client without a token.', null),
    ...(hasCallers(backend)
      ? [
          client(backend, 'client', "Return a client with the user's token.", call(name('make_token'))),
          client(
            backend,
            'other_client',
            "Return a client with another user's token.",
            call(name('make_token'), userId(backend, 'OTHER_USER')),
          ),
          ...roleless(backend),
        ]
      : []),
    unreachable(backend),
    ...mailbox(backend),
    ...[...backend.tables.values()].map((table) => factory(backend, table)),
  ]
}

function engine(backend: Backend): Statement {
  const target = string(
    `${moduleName(backend.paths.database)}.${backend.design.service.layout.symbols.engine}`,
  )
  const replaced: readonly Statement[] = backend.asynchronous
    ? [
        python`
          from sqlalchemy import NullPool, event
          from sqlalchemy.ext.asyncio import create_async_engine

          asynchronous = create_async_engine(${formatted('sqlite+aiosqlite:///', name('file'))}, poolclass=NullPool)
          event.listen(asynchronous.sync_engine, "connect", prepare_connection)
          monkeypatch.setattr(${target}, asynchronous)
        `,
      ]
    : [python`monkeypatch.setattr(${target}, engine)`]
  // Of ten bookings at once one wins only where the application locks as it does in service.
  const locks = someStep(backend, (step) => step.kind === 'check' && step.condition.kind === 'apart')
  const listened: readonly Statement[] = locks
    ? [
        expression(
          call(
            attribute(symbol('sqlalchemy', 'event'), 'listen'),
            backend.asynchronous ? attribute(name('asynchronous'), 'sync_engine') : name('engine'),
            string('before_execute'),
            own(backend, 'database', 'lock_sqlite'),
          ),
        ),
      ]
    : []
  const elsewhere: readonly Statement[] =
    lookupOf(backend) === null
      ? []
      : [python`${own(backend, 'authSessions', AUTH_SESSION)}.metadata.create_all(engine)`]
  const options = backend.asynchronous
    ? []
    : [
        {
          kind: 'keyword',
          name: 'connect_args',
          value: dictionary([[string('check_same_thread'), { kind: 'boolean', value: false }]]),
        } as const,
      ]
  return python`
    from collections.abc import Iterator
    from pathlib import Path
    import pytest
    from typing import Any
    from sqlalchemy import Engine, event
    from sqlmodel import SQLModel, create_engine

    def prepare_connection(connection: Any, record: object) -> None:
        """Spare the wait for the disk, and compare text as PostgreSQL does."""
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA case_sensitive_like = ON")


    @pytest.fixture
    def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
        """Return an empty database, which the application uses during one test."""
        file = tmp_path / "test.db"
        engine = ${call(symbol('sqlmodel', 'create_engine'), formatted('sqlite:///', name('file')), ...options)}
        event.listen(engine, "connect", prepare_connection)
        SQLModel.metadata.create_all(engine)
        ${elsewhere}
        ${replaced}
        ${listened}
        yield engine
        engine.dispose()
  `
}

function session(): Statement {
  return python`
    from collections.abc import Iterator
    import pytest
    from sqlalchemy import Engine
    from sqlmodel import Session

    @pytest.fixture
    def session(engine: Engine) -> Iterator[Session]:
        """Return a session to look into the database."""
        with Session(engine, expire_on_commit=False) as session:
            yield session
  `
}

/** Foreign keys are checked as the application checks them, for tests of rows that others refer to. */
function checkedReferences(backend: Backend): readonly Statement[] {
  const refuses = someStep(backend, (step) => step.kind === 'remove' && (step.referred ?? null) !== null)
  if (!refuses || !backend.asynchronous) return []
  const application = attribute(
    moduleReference(moduleName(backend.paths.database), 'database'),
    backend.design.service.layout.symbols.engine,
    'sync_engine',
  )
  return [
    python`
      import pytest
      from sqlalchemy import Engine, event

      @pytest.fixture
      def ${name(CHECKED_REFERENCES)}(engine: Engine) -> None:
          """Let the application check foreign keys, which other tests spare."""
          event.listen(${application}, "connect", ${own(backend, 'database', 'prepare_sqlite')})
    `,
  ]
}

function client(
  backend: Backend,
  fixture: string,
  doc: string,
  token: Expression | null,
  hasRoles = keepsRolesInRows(backend),
): Statement {
  const app = own(backend, 'main', 'app')
  if (token === null) {
    return python`
      import pytest
      from fastapi.testclient import TestClient
      from sqlalchemy import Engine

      @pytest.fixture
      def ${name(fixture)}(engine: Engine) -> TestClient:
          ${[{ kind: 'docstring', text: doc }]}
          return TestClient(${app}, raise_server_exceptions=False)
    `
  }
  const needs: readonly FunctionParameter[] = [
    parameter('engine', symbol('sqlalchemy', 'Engine')),
    parameter(
      'make_token',
      subscript(symbol('collections.abc', 'Callable'), { kind: 'ellipsis' }, name('str')),
    ),
    ...(hasRoles ? [parameter('every_role', none)] : []),
  ]
  return functionDefinition(fixture, {
    decorators: [attribute(moduleReference('pytest'), 'fixture')],
    parameters: needs,
    returns: symbol('fastapi.testclient', 'TestClient'),
    body: [
      docstring(doc),
      python`
        from fastapi.testclient import TestClient

        headers = ${callerHeaders(backend, token)}
        return TestClient(${app}, raise_server_exceptions=False, headers=headers)
      `,
    ],
  })
}

/** A client who reaches rows of their own alone, where a role reaches more. */
function roleless(backend: Backend): readonly Statement[] {
  if (!backend.operations.some(({ steps }) => steps.some((step) => widenedFor(step) !== null))) return []
  const claim = roleClaim(backend)
  const lacking = claim === null ? [] : [spread(dictionary([[string(claim), none]]))]
  const doc = "Return a client with the user's token, who has no role."
  return [client(backend, 'roleless_client', doc, call(name('make_token'), ...lacking), false)]
}

/** Whether roles stand in rows of accounts, which most tests do without. */
function keepsRolesInRows(backend: Backend): boolean {
  return roleClaim(backend) === null && rolesOf(backend).length > 0
}

/** Gives every caller every role: the tests of access show what a role is worth. */
function everyRole(backend: Backend): readonly Statement[] {
  if (!keepsRolesInRows(backend)) return []
  const roles = call(name('frozenset'), set(rolesOf(backend).map(string)))
  return [
    python`
      import pytest

      @pytest.fixture
      def every_role(monkeypatch: pytest.MonkeyPatch) -> None:
          """Give every caller every role, whatever the accounts say."""

          def held(current_user: ${own(backend, 'auth', 'UserDep')}) -> frozenset[str]:
              return ${roles}

          monkeypatch.setitem(${own(backend, 'main', 'app')}.dependency_overrides, ${own(backend, 'auth', 'get_roles')}, held)
    `,
  ]
}

/** Mail that would have been sent. */
function mailbox(backend: Backend): readonly Statement[] {
  if (!sendsMail(backend)) return []
  return [
    python`
      import pytest

      @pytest.fixture
      def mailbox(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, str]]:
          """Return the list that mail is put into: address, subject and text."""
          box: list[tuple[str, str, str]] = []

          class Mailbox:
              def send(self, address: str, subject: str, text: str) -> None:
                  box.append((address, subject, text))

          monkeypatch.setitem(${own(backend, 'main', 'app')}.dependency_overrides, ${own(backend, 'mail', 'get_mailer')}, Mailbox)
          return box
    `,
  ]
}

function unreachable(backend: Backend): Statement {
  const app = own(backend, 'main', 'app')
  const getSession = own(backend, 'database', backend.design.service.layout.symbols.getSession)
  return python`
    from typing import Any
    import pytest
    from sqlalchemy.exc import OperationalError

    class UnreachableDatabase:
        """A session that fails whatever it is asked to do."""

        def __getattr__(self, name: str) -> Any:
            """Fail as a driver does that finds no server."""
            raise OperationalError(name, None, ConnectionError("no route to host"))


    @pytest.fixture
    def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
        """Replace the session of every request by one that fails."""
        monkeypatch.setitem(${app}.dependency_overrides, ${getSession}, UnreachableDatabase)
  `
}

/** Statements of the package's own file: the environment, before anything imports the application. */
export function environment(backend: Backend): readonly Statement[] {
  const secret = settingWith(backend, 'secret')
  const database = settingWith(backend, 'database')
  const origins = settingWith(backend, 'origins')
  const keys = settingWith(backend, 'keys')
  const [user, other] = userIds(backend)
  return [
    ...(keys === null || tokenTrust(backend) !== 'published-keys'
      ? []
      : [
          python`
            import os

            os.environ[${string(keys.variable)}] = "https://issuer.example/jwks"
          `,
        ]),
    ...(secret === null
      ? []
      : [
          python`
            import os
            import secrets

            os.environ[${string(secret.variable)}] = secrets.token_urlsafe(48)
          `,
        ]),
    ...(database === null
      ? []
      : [
          python`
      import os

      os.environ[${string(database.variable)}] = "sqlite://"
    `,
        ]),
    ...(settingWith(backend, 'uploads') === null
      ? []
      : [
          python`
            import os
            import tempfile

            os.environ[${string(settingWith(backend, 'uploads')?.variable ?? 'UPLOAD_FOLDER')}] = tempfile.mkdtemp()
          `,
        ]),
    ...(origins === null || backend.design.service.corsOrigins.length === 0
      ? []
      : [
          python`
            import os

            os.environ[${string(origins.variable)}] = ${string(backend.design.service.corsOrigins.join(','))}
          `,
        ]),
    ...[firstPassword(backend)].filter((statement) => statement !== null),
    { kind: 'blank' },
    python`
      USER = ${string(user)}
      OTHER_USER = ${string(other)}
    `,
  ]
}

/** Ids of the two users, in the type that the owner columns have. */
function userIds(backend: Backend): readonly [string, string] {
  const types = [...backend.tables.values()].flatMap(({ entity }) =>
    entity.fields.filter((field) => field.name === entity.owner).map(({ type }) => type),
  )
  const parameters = backend.operations.flatMap((operation) =>
    operation.steps.flatMap((step) =>
      step.kind === 'authorize'
        ? operation.parameters.filter((each) => each.name === step.parameter).map(({ type }) => type)
        : [],
    ),
  )
  const all = new Set([...types, ...parameters, backend.userId])
  if (all.has('uuid')) return ['aaaaaaaa-0000-4000-8000-000000000001', 'aaaaaaaa-0000-4000-8000-000000000002']
  return all.has('integer') ? ['1', '2'] : ['user-1', 'user-2']
}
