"""Alembic environment: migrations run on the database of the application."""

import asyncio

from alembic import context
from sqlalchemy import Connection, text
from sqlmodel import SQLModel

from app import models
from app.database import build_engine
from app.settings import get_settings

# Workers that start together must not migrate together.
MIGRATION_LOCK = text("SELECT pg_advisory_xact_lock(7315200)")

assert models  # importing them fills the metadata


def migrate(connection: Connection) -> None:
    """Run the migrations in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(MIGRATION_LOCK)
        context.run_migrations()


async def connect_and_migrate() -> None:
    """Run the migrations on an engine of their own, for they run in an event loop of their own."""
    engine = build_engine(get_settings().database_url)
    async with engine.connect() as connection:
        await connection.run_sync(migrate)
    await engine.dispose()


asyncio.run(connect_and_migrate())
