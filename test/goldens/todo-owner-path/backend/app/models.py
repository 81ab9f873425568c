"""Tables."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import uuid4

from sqlmodel import Field, Index, SQLModel, col


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Task(SQLModel, table=True):
    """Store user tasks with completion status and timestamps (specs/database/schema.md:62)."""

    __tablename__: ClassVar[Any] = "tasks"

    id: str = Field(default_factory=lambda: str(uuid4()), primary_key=True, max_length=36)
    # Another system owns the table users, which need not be in this database.
    user_id: str = Field(max_length=255)
    title: str = Field(max_length=255)
    description: str | None = Field(default=None, max_length=2000)
    completed: bool = False
    created_at: datetime = Field(default_factory=utc_now)
    updated_at: datetime = Field(default_factory=utc_now)


Index("idx_tasks_user_id", col(Task.user_id))
Index("idx_tasks_created_at", col(Task.created_at).desc())
Index("idx_tasks_completed", col(Task.completed))
