"""Tables."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlmodel import JSON, CheckConstraint, Field, Index, SQLModel, col


def utc_now() -> datetime:
    """Return the present moment in UTC."""
    return datetime.now(UTC)


class Book(SQLModel, table=True):
    """A title of the catalogue (specs/library.md)."""

    __tablename__: ClassVar[Any] = "books"
    __table_args__: ClassVar[Any] = (
        CheckConstraint("genre IN ('novel', 'poetry', 'science')", name="ck_books_genre"),
        CheckConstraint("pages >= 1", name="ck_books_pages"),
        CheckConstraint("price >= 0", name="ck_books_price"),
        {"sqlite_autoincrement": True},
    )

    id: int = Field(default=None, primary_key=True)
    isbn: str = Field(unique=True, max_length=13)
    title: str = Field(max_length=300)
    genre: str = Field(default="novel", max_length=7)
    pages: int | None = None
    price: Decimal
    tags: list[str] = Field(default_factory=list, sa_type=JSON)
    added_on: date = Field(default_factory=lambda: utc_now().date())
    metadata_: dict[str, Any] | None = Field(
        default=None, sa_type=JSON, sa_column_kwargs={"name": "metadata"}
    )


class Loan(SQLModel, table=True):
    """A loan of one user (specs/library.md)."""

    __tablename__: ClassVar[Any] = "loans"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    # Another system owns the table members, which need not be in this database.
    member_id: str = Field(max_length=64)
    book_id: int = Field(foreign_key="books.id", ondelete="CASCADE", index=True)
    note: str | None = Field(default=None, max_length=200)
    returned: bool = False
    due_at: datetime | None = None
    created_at: datetime = Field(default_factory=utc_now)
    updated_at: datetime = Field(default_factory=utc_now)


Index("idx_loans_member", col(Loan.member_id), col(Loan.created_at).desc())
Index(
    "uq_loans_open",
    col(Loan.member_id),
    col(Loan.book_id),
    unique=True,
    postgresql_where=col(Loan.due_at).is_(None),
    sqlite_where=col(Loan.due_at).is_(None),
)
