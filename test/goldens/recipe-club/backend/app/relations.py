"""Rows that tie others together."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


async def link(session: AsyncSession, row: SQLModel) -> bool:
    """Store a row unless it is there; return whether it is new.

    One statement does both, so that of requests at the same time none fails.
    """
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(type(row)).values(row.model_dump(exclude_none=True)).on_conflict_do_nothing()
    result = await session.exec(statement)
    return result.rowcount == 1
