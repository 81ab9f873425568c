"""Bodies of requests and responses."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from app.validation import NotNull, Text


class RecipeCreate(BaseModel):
    """A new recipe (specs/contracts/openapi.yaml:196)."""

    title: Text = Field(min_length=1, max_length=100)
    cook_id: UUID
    ingredients: list[Annotated[Text, Field(max_length=60)]] | None = None


class RecipeUpdate(BaseModel):
    """Changes to a recipe (specs/contracts/openapi.yaml:202)."""

    title: Annotated[Text | None, NotNull] = Field(default=None, min_length=1, max_length=100)
    ingredients: list[Annotated[Text, Field(max_length=60)]] | None = None


class RemarkCreate(BaseModel):
    """A new remark (specs/contracts/openapi.yaml:116)."""

    text: Text = Field(min_length=1, max_length=500)


class CookView(BaseModel):
    """A cook as a client sees it (specs/contracts/openapi.yaml:17)."""

    model_config = ConfigDict(from_attributes=True)

    handle: str
    motto: str | None
    watching: bool
    watchers_count: int = Field(serialization_alias="watchersCount")


class RecipeView(BaseModel):
    """A recipe as a client sees it (specs/contracts/openapi.yaml:17)."""

    model_config = ConfigDict(from_attributes=True)

    slug: str
    title: str
    ingredients: list[str]
    bookmarked: bool
    bookmarks_count: int = Field(serialization_alias="bookmarksCount")
    remarks_count: int = Field(serialization_alias="remarksCount")
    cook: CookView
    created_at: datetime = Field(serialization_alias="createdAt")


class RemarkPublic(BaseModel):
    """A remark as a client sees it (specs/contracts/openapi.yaml:101)."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    text: str
    created_at: datetime


class RecipePage(BaseModel):
    """One page of recipes (specs/contracts/openapi.yaml:17)."""

    recipes: list[RecipeView]
    recipes_count: int = Field(serialization_alias="recipesCount")
