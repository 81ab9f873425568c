"""Titles as parts of addresses."""

import re
import secrets
import unicodedata
from collections.abc import Set
from typing import Any

from sqlmodel import func, select
from sqlmodel.ext.asyncio.session import AsyncSession

LONGEST_SLUG = 100


def slugify(text: str) -> str:
    """Return the words of a text in lower case, joined by hyphens."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text).lower())
    return "-".join(words)[:LONGEST_SLUG].rstrip("-")


async def free_slug(
    session: AsyncSession,
    column: Any,
    text: str,
    *,
    reserved: Set[str] = frozenset(),
    current: str | None = None,
) -> str:
    """Return a slug that no row has: with a random ending where the plain one is taken."""
    slug = slugify(text)
    if slug and slug == current:
        return slug
    # Requests for one slug wait for each other: SQLite locks all of itself for the row below.
    if session.get_bind().dialect.name == "postgresql":
        lock = select(func.pg_advisory_xact_lock(func.hashtext(slug)))
        await session.exec(lock)
    statement = select(column).where(column == slug).with_for_update()
    if slug and slug not in reserved and (await session.exec(statement)).first() is None:
        return slug
    return f"{slug}-{secrets.token_hex(4)}".lstrip("-")
