"""Alembic environment: migrations run on the database of the application."""

from alembic import context
from sqlalchemy import text
from sqlmodel import SQLModel

from app import models
from app.db import engine

# Workers that start together must not migrate together.
MIGRATION_LOCK = text("SELECT pg_advisory_xact_lock(7315200)")

assert models  # importing them fills the metadata


with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        if connection.dialect.name == "postgresql":
            connection.execute(MIGRATION_LOCK)
        context.run_migrations()
