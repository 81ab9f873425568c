"""Tables."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlmodel import CheckConstraint, Field, SQLModel


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Plant(SQLModel, table=True):
    """A plant of one user (specs/001-plant-diary/data-model.md:3)."""

    __tablename__: ClassVar[Any] = "plants"
    __table_args__: ClassVar[Any] = (
        CheckConstraint(
            "watering_interval_days >= 1 AND watering_interval_days <= 365",
            name="ck_plants_watering_interval_days",
        ),
    )

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    user_id: str = Field(index=True, max_length=255)
    name: str = Field(max_length=100)
    species: str | None = Field(default=None, max_length=200)
    room: str | None = Field(default=None, index=True, max_length=50)
    watering_interval_days: int = 7
    notes: str | None = Field(default=None, max_length=2000)
    archived: bool = False
    created_at: datetime = Field(default_factory=utc_now)
    updated_at: datetime = Field(default_factory=utc_now)
