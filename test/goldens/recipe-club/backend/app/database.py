"""Database engine, sessions and schema."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Annotated, Any

from alembic import command
from alembic.config import Config
from fastapi import Depends
from sqlalchemy import Connection, event, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlmodel.ext.asyncio.session import AsyncSession

from app.settings import get_settings

MIGRATIONS = Path(__file__).resolve().parents[1] / "migrations"


def prepare_sqlite(connection: Any, record: object) -> None:
    """Let SQLite read while it writes, and check foreign keys, which it does only when told to."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA foreign_keys = ON")


def lock_sqlite(connection: Connection, statement: Any, *others: Any) -> None:
    """Lock all of SQLite where a statement asks for locks of rows, which it does not have."""
    driver: Any = connection.connection.driver_connection
    if getattr(statement, "_for_update_arg", None) is not None and not driver.in_transaction:
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def build_engine(database_url: str) -> AsyncEngine:
    """Return an engine for SQLite or PostgreSQL."""
    url = make_url(database_url)
    if url.get_backend_name() == "sqlite":
        # One writer at a time: the others wait, for as long as for a connection of the pool.
        engine = create_async_engine(
            url.set(drivername="sqlite+aiosqlite"), connect_args={"timeout": 30}
        )
        event.listen(engine.sync_engine, "connect", prepare_sqlite)
        event.listen(engine.sync_engine, "before_execute", lock_sqlite)
        return engine
    # Hosts such as Neon hand out `postgresql://`, which names no driver.
    return create_async_engine(
        url.set(drivername="postgresql+psycopg"),
        pool_pre_ping=True,
        connect_args={"connect_timeout": 5},
    )


engine = build_engine(get_settings().database_url)


def create_db_and_tables() -> None:
    """Bring the schema up to the newest migration."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")


async def get_session() -> AsyncIterator[AsyncSession]:
    """Yield the session of one request; what is not committed is rolled back."""
    async with AsyncSession(engine, expire_on_commit=False) as session:
        yield session


SessionDep = Annotated[AsyncSession, Depends(get_session)]
