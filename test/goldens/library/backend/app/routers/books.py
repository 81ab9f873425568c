"""Routes of books."""

import json
from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Query, status
from sqlalchemy import String, cast
from sqlmodel import col, select

from app.auth import get_current_user
from app.database import SessionDep
from app.errors import duplicate_refused, error_responses
from app.models import Book
from app.schemas import BookCreate, BookPublic
from app.validation import ParameterText, PlainInteger, StrictRoute

router = APIRouter(prefix="/api/books", tags=["books"], route_class=StrictRoute)


@router.get("")
async def list_books(
    session: SessionDep,
    genre: Literal["all", "novel", "poetry", "science"] = "all",
    min_pages: Annotated[int | None, Query(ge=1, le=2147483647), PlainInteger] = None,
    tag: Annotated[ParameterText | None, Query(max_length=40)] = None,
    limit: Annotated[int | None, Query(ge=1, le=1000), PlainInteger] = None,
) -> list[BookPublic]:
    """Browse the catalogue."""
    statement = select(Book)
    if genre != "all":
        statement = statement.where(col(Book.genre) == genre)
    if min_pages is not None:
        statement = statement.where(col(Book.pages) >= min_pages)
    if tag is not None:
        statement = statement.where(
            cast(col(Book.tags), String).contains(json.dumps(tag), autoescape=True)
        )
    books = (await session.exec(statement.order_by(col(Book.id)).limit(limit))).all()
    return [BookPublic.model_validate(book) for book in books]


@router.post(
    "",
    status_code=status.HTTP_201_CREATED,
    dependencies=[Depends(get_current_user)],
    responses=error_responses(401, 409, 413),
)
async def add_book(body: BookCreate, session: SessionDep) -> BookPublic:
    """Add a title to the catalogue."""
    book = Book(
        isbn=body.isbn,
        title=body.title,
        genre=body.genre,
        pages=body.pages,
        price=body.price,
        tags=body.tags,
        metadata_=body.metadata_,
    )
    session.add(book)
    with duplicate_refused(status.HTTP_409_CONFLICT, "ISBN is already in the catalogue"):
        await session.commit()
    return BookPublic.model_validate(book)
