"""Bodies of requests and responses."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StringConstraints

from app.validation import (
    Amount,
    JsonNumber,
    JsonObject,
    NotNull,
    RequestBody,
    Storable,
    Text,
    TrimmedText,
    UtcDatetime,
)


class BookCreate(BaseModel):
    """A new book."""

    isbn: Annotated[str, StringConstraints(pattern="^[0-9]{13}$"), Storable] = Field(max_length=13)
    title: TrimmedText = Field(min_length=1, max_length=300)
    genre: Literal["novel", "poetry", "science"] = "novel"
    pages: StrictInt | None = Field(default=None, ge=1, le=2147483647)
    price: Annotated[Decimal, Field(ge=0, le=999999999999999), JsonNumber]
    tags: list[Annotated[Text, Field(max_length=40)]] = Field(default=[], max_length=10)
    metadata_: JsonObject | None = Field(default=None, alias="metadata")


class LoanCreate(RequestBody):
    """A new loan."""

    book_id: StrictInt = Field(alias="bookId", ge=1, le=2147483647)
    note: Text | None = Field(default=None, max_length=200)
    due_at: UtcDatetime | None = Field(default=None, alias="dueAt")


class LoanUpdate(RequestBody):
    """Changes to a loan."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    note: Text | None = Field(default=None, max_length=200)
    returned: Annotated[StrictBool | None, NotNull] = None


class BookPublic(BaseModel):
    """A book as a client sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    isbn: str
    title: str
    genre: Literal["novel", "poetry", "science"]
    pages: int | None
    price: Amount
    tags: list[str]


class LoanPublic(BaseModel):
    """A loan as its owner sees it."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID
    book_id: int = Field(serialization_alias="bookId")
    note: str | None
    returned: bool
    due_at: datetime | None = Field(serialization_alias="dueAt")
    created_at: datetime = Field(serialization_alias="createdAt")


class HealthResponse(BaseModel):
    """Answer to GET /health."""

    status: str


class LoanPage(BaseModel):
    """One page of loans."""

    items: list[LoanPublic]
    total: int
    per_page: int = Field(serialization_alias="perPage")
