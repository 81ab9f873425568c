"""Tables."""

from datetime import UTC, datetime
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlmodel import Field, Index, SQLModel, col


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Cook(SQLModel, table=True):
    """Table cooks (specs/data-model.md:3)."""

    __tablename__: ClassVar[Any] = "cooks"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    handle: str = Field(unique=True, max_length=40)
    motto: str | None = Field(default=None, max_length=200)


class Recipe(SQLModel, table=True):
    """Table recipes (specs/data-model.md:13)."""

    __tablename__: ClassVar[Any] = "recipes"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    slug: str = Field(unique=True, max_length=120)
    title: str = Field(max_length=100)
    cook_id: UUID = Field(foreign_key="cooks.id")
    created_at: datetime = Field(default_factory=utc_now)


class Remark(SQLModel, table=True):
    """Table remarks (specs/data-model.md:26)."""

    __tablename__: ClassVar[Any] = "remarks"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    text: str = Field(max_length=500)
    created_at: datetime = Field(default_factory=utc_now)
    recipe_id: UUID = Field(foreign_key="recipes.id", ondelete="CASCADE", index=True)


class RecipeBookmark(SQLModel, table=True):
    """Which users bookmark which recipes."""

    __tablename__: ClassVar[Any] = "recipe_bookmarks"

    recipe_id: UUID = Field(primary_key=True, foreign_key="recipes.id", ondelete="CASCADE")
    user_id: str = Field(primary_key=True, max_length=255)


Index("ix_recipe_bookmark_user_id", col(RecipeBookmark.user_id))


class CookWatch(SQLModel, table=True):
    """Which users watch which cooks."""

    __tablename__: ClassVar[Any] = "cook_watches"

    cook_id: UUID = Field(primary_key=True, foreign_key="cooks.id", ondelete="CASCADE")
    user_id: str = Field(primary_key=True, max_length=255)


Index("ix_cook_watch_user_id", col(CookWatch.user_id))


class RecipeIngredient(SQLModel, table=True):
    """The ingredients of recipes."""

    __tablename__: ClassVar[Any] = "recipe_ingredients"

    recipe_id: UUID = Field(primary_key=True, foreign_key="recipes.id", ondelete="CASCADE")
    ingredient: str = Field(primary_key=True)
    position: int


Index("ix_recipe_ingredients_ingredient", col(RecipeIngredient.ingredient))
