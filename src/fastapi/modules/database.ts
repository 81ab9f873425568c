import { name } from '../../python/nodes/name.js'
import { attribute, symbol } from '../../python/nodes/name.js'
import { call, keyword } from '../../python/nodes/call.js'
import { dictionary } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { boolean, number, string } from '../../python/nodes/literal.js'
import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { own, type Backend } from '../backend.js'
import { settingWith } from './settings.js'

/** Statements of the database module. */
export function databaseModule(backend: Backend): readonly Statement[] {
  const { engine, getSession } = backend.design.service.layout.symbols
  const getSettings = own(backend, 'settings', 'get_settings')
  const url = attribute(call(getSettings), settingWith(backend, 'database')?.attribute ?? 'database_url')
  const depth = backend.paths.database.split('/').length - 1
  return [
    python`
      from pathlib import Path

      MIGRATIONS = Path(__file__).resolve().parents[${number(depth)}] / "migrations"
    `,
    ...(hasForeignKeys(backend) ? [foreignKeys()] : []),
    backend.asynchronous ? asynchronousEngine(backend) : synchronousEngine(backend),
    python`
      ${name(engine)} = build_engine(${url})


      ${[migrate()]}
    `,
    backend.asynchronous ? asynchronousSession(engine, getSession) : synchronousSession(engine, getSession),
  ]
}

function hasForeignKeys(backend: Backend): boolean {
  return [...backend.tables.values()].some((table) =>
    table.columns.some(({ foreignKey }) => foreignKey !== null),
  )
}

function foreignKeys(): Statement {
  return python`
    from typing import Any

    def enforce_foreign_keys(connection: Any, record: object) -> None:
        """Make SQLite check foreign keys, which it does only when told to."""
        connection.execute("PRAGMA foreign_keys = ON")
  `
}

function listen(backend: Backend, target: Expression): readonly Statement[] {
  if (!hasForeignKeys(backend)) return []
  return [
    {
      kind: 'expression',
      value: call(
        attribute(symbol('sqlalchemy', 'event'), 'listen'),
        target,
        string('connect'),
        name('enforce_foreign_keys'),
      ),
    },
  ]
}

function synchronousEngine(backend: Backend): Statement {
  const create = call(
    symbol('sqlmodel', 'create_engine'),
    name('url'),
    keyword('connect_args', dictionary([[string('check_same_thread'), boolean(false)]])),
  )
  const sqlite: Statement[] = hasForeignKeys(backend)
    ? [
        { kind: 'assign', target: name('engine'), value: create },
        ...listen(backend, name('engine')),
        { kind: 'return', value: name('engine') },
      ]
    : [{ kind: 'return', value: create }]
  return python`
    from sqlalchemy import Engine, make_url
    from sqlmodel import create_engine

    def build_engine(database_url: str) -> Engine:
        """Return an engine for SQLite or PostgreSQL."""
        url = make_url(database_url)
        if url.get_backend_name() == "sqlite":
            ${sqlite}
        # Hosts such as Neon hand out \`postgresql://\`, which names no driver.
        return create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            connect_args={"connect_timeout": 5},
        )
  `
}

function asynchronousEngine(backend: Backend): Statement {
  const create = call(
    symbol('sqlalchemy.ext.asyncio', 'create_async_engine'),
    call(attribute(name('url'), 'set'), keyword('drivername', string('sqlite+aiosqlite'))),
  )
  const sqlite: Statement[] = hasForeignKeys(backend)
    ? [
        { kind: 'assign', target: name('engine'), value: create },
        ...listen(backend, attribute(name('engine'), 'sync_engine')),
        { kind: 'return', value: name('engine') },
      ]
    : [{ kind: 'return', value: create }]
  return python`
    from sqlalchemy import make_url
    from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

    def build_engine(database_url: str) -> AsyncEngine:
        """Return an engine for SQLite or PostgreSQL."""
        url = make_url(database_url)
        if url.get_backend_name() == "sqlite":
            ${sqlite}
        # Hosts such as Neon hand out \`postgresql://\`, which names no driver.
        return create_async_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            connect_args={"connect_timeout": 5},
        )
  `
}

function migrate(): Statement {
  return python`
    from alembic import command
    from alembic.config import Config

    def create_db_and_tables() -> None:
        """Bring the schema up to the newest migration."""
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
        command.upgrade(config, "head")
  `
}

function synchronousSession(engine: string, getSession: string): Statement {
  return python`
    from collections.abc import Iterator
    from typing import Annotated
    from fastapi import Depends
    from sqlmodel import Session

    def ${name(getSession)}() -> Iterator[Session]:
        """Yield the session of one request; what is not committed is rolled back."""
        with Session(${name(engine)}, expire_on_commit=False) as session:
            yield session


    SessionDep = Annotated[Session, Depends(${name(getSession)})]
  `
}

function asynchronousSession(engine: string, getSession: string): Statement {
  return python`
    from collections.abc import AsyncIterator
    from typing import Annotated
    from fastapi import Depends
    from sqlmodel.ext.asyncio.session import AsyncSession

    async def ${name(getSession)}() -> AsyncIterator[AsyncSession]:
        """Yield the session of one request; what is not committed is rolled back."""
        async with AsyncSession(${name(engine)}, expire_on_commit=False) as session:
            yield session


    SessionDep = Annotated[AsyncSession, Depends(${name(getSession)})]
  `
}
