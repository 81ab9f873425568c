import { attribute, name } from '../../python/nodes/name.js'
import { call } from '../../python/nodes/call.js'
import { number } from '../../python/nodes/literal.js'
import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { own, type Backend } from '../backend.js'
import { locksRows } from '../finder.js'
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
    connectionSettings(backend),
    ...(locksRows(backend) ? [rowLocks()] : []),
    backend.asynchronous ? asynchronousEngine(locksRows(backend)) : synchronousEngine(locksRows(backend)),
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

/** Without it a reader and a writer shut each other out, and references are not checked. */
function connectionSettings(backend: Backend): Statement {
  if (!hasForeignKeys(backend)) {
    return python`
      from typing import Any

      def prepare_sqlite(connection: Any, record: object) -> None:
          """Let SQLite read while it writes."""
          connection.execute("PRAGMA journal_mode = WAL")
    `
  }
  return python`
    from typing import Any

    def prepare_sqlite(connection: Any, record: object) -> None:
        """Let SQLite read while it writes, and check foreign keys, which it does only when told to."""
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA foreign_keys = ON")
  `
}

/** Without it two requests read the same row, and the change of the one is lost in that of the other (DB-5). */
function rowLocks(): Statement {
  return python`
    from typing import Any
    from sqlalchemy import Connection

    def lock_sqlite(connection: Connection, statement: Any, *others: Any) -> None:
        """Lock all of SQLite where a statement asks for locks of rows, which it does not have."""
        driver: Any = connection.connection.driver_connection
        if getattr(statement, "_for_update_arg", None) is not None and not driver.in_transaction:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
  `
}

function synchronousEngine(locks: boolean): Statement {
  const locking = python`event.listen(engine, "before_execute", lock_sqlite)`
  return python`
    from sqlalchemy import Engine, event, make_url
    from sqlmodel import create_engine

    def build_engine(database_url: str) -> Engine:
        """Return an engine for SQLite or PostgreSQL."""
        url = make_url(database_url)
        if url.get_backend_name() == "sqlite":
            # One writer at a time: the others wait, for as long as for a connection of the pool.
            engine = create_engine(url, connect_args={"check_same_thread": False, "timeout": 30})
            event.listen(engine, "connect", prepare_sqlite)
            ${locks ? [locking] : []}
            return engine
        # Hosts such as Neon hand out \`postgresql://\`, which names no driver.
        return create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            connect_args={"connect_timeout": 5},
        )
  `
}

function asynchronousEngine(locks: boolean): Statement {
  const locking = python`event.listen(engine.sync_engine, "before_execute", lock_sqlite)`
  return python`
    from sqlalchemy import event, make_url
    from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

    def build_engine(database_url: str) -> AsyncEngine:
        """Return an engine for SQLite or PostgreSQL."""
        url = make_url(database_url)
        if url.get_backend_name() == "sqlite":
            # One writer at a time: the others wait, for as long as for a connection of the pool.
            engine = create_async_engine(
                url.set(drivername="sqlite+aiosqlite"), connect_args={"timeout": 30}
            )
            event.listen(engine.sync_engine, "connect", prepare_sqlite)
            ${locks ? [locking] : []}
            return engine
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

/**
 * FastAPI runs a synchronous handler in one thread and what follows it in others, of which there are 40. If all of them
 * waited for a connection, those who hold one could not give it back: callers wait in the event loop instead.
 */
function synchronousSession(engine: string, getSession: string): Statement {
  return python`
    from collections.abc import AsyncIterator, Iterator
    from typing import Annotated
    from anyio import Semaphore, move_on_after
    from fastapi import Depends
    from sqlalchemy.exc import TimeoutError
    from sqlmodel import Session

    # As many as the engine's pool has connections: 5, and 10 more when they are needed.
    turns = Semaphore(15)


    async def wait_for_turn() -> AsyncIterator[None]:
        """Wait for a connection without a thread, which those who give theirs back would lack."""
        with move_on_after(30) as patience:
            await turns.acquire()
        if patience.cancelled_caught:
            raise TimeoutError("no connection became free")
        try:
            yield
        finally:
            turns.release()


    def ${name(getSession)}(turn: Annotated[None, Depends(wait_for_turn)] = None) -> Iterator[Session]:
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
