"""Titles as parts of addresses."""

import re
import secrets
import unicodedata
from collections.abc import Set
from typing import Any

from sqlmodel import select
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
    statement = select(column).where(column == slug)
    if slug and slug not in reserved and (await session.exec(statement)).first() is None:
        return slug
    return f"{slug}-{secrets.token_hex(4)}".lstrip("-")
