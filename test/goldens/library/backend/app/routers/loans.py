"""Routes of loans."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, HTTPException, Path, Query, status
from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth import OwnerId
from app.database import SessionDep
from app.errors import duplicate_refused, error_responses
from app.models import Book, Loan, utc_now
from app.schemas import LoanCreate, LoanPage, LoanPublic, LoanUpdate
from app.validation import ParameterText, PlainInteger, StrictRoute

router = APIRouter(prefix="/api/{member_id}/loans", tags=["loans"], route_class=StrictRoute)

LoanId = Annotated[UUID, Path(alias="id", description="Number of the loan")]
SORT_COLUMNS = {"created_at": col(Loan.created_at), "due_at": col(Loan.due_at)}
RETURNED_BY_STATUS = {"open": False, "returned": True}


async def find_book(session: AsyncSession, book_id: int) -> Book:
    """Return a book."""
    book = (await session.exec(select(Book).where(Book.id == book_id))).one_or_none()
    if book is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "Book not found")
    return book


async def find_loan(
    session: AsyncSession, owner_id: str, loan_id: UUID, *, lock: bool = False
) -> Loan:
    """Return a loan of its owner; a row to be changed is locked."""
    statement = select(Loan).where(Loan.id == loan_id, Loan.member_id == owner_id)
    if lock:
        statement = statement.with_for_update()
    loan = (await session.exec(statement)).one_or_none()
    if loan is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "Loan not found")
    return loan


@router.get("", responses=error_responses(401))
async def list_loans(
    owner_id: OwnerId,
    session: SessionDep,
    status_filter: Annotated[
        Literal["all", "open", "returned"] | None, Query(alias="status")
    ] = None,
    search: Annotated[
        ParameterText | None, Query(max_length=100, description="Search in notes")
    ] = None,
    sort: Literal["created_at", "due_at"] = "created_at",
    order: Literal["asc", "desc"] = "desc",
    page: Annotated[int, Query(ge=1, le=2147483), PlainInteger] = 1,
    per_page: Annotated[int, Query(ge=1, le=100), PlainInteger] = 20,
) -> LoanPage:
    """List the loans of a member."""
    statement = select(Loan).where(Loan.member_id == owner_id)
    if status_filter in RETURNED_BY_STATUS:
        statement = statement.where(col(Loan.returned) == RETURNED_BY_STATUS[status_filter])
    if search is not None:
        statement = statement.where(col(Loan.note).icontains(search, autoescape=True))
    total = (await session.exec(select(func.count()).select_from(statement.subquery()))).one()
    column = SORT_COLUMNS[sort]
    direction = column.asc() if order == "asc" else column.desc()
    # The key settles the order of equal values.
    loans = (
        await session.exec(
            statement.order_by(direction, col(Loan.id))
            .offset((page - 1) * per_page)
            .limit(per_page)
        )
    ).all()
    return LoanPage(
        items=[LoanPublic.model_validate(loan) for loan in loans], total=total, per_page=per_page
    )


@router.post("", status_code=status.HTTP_201_CREATED, responses=error_responses(400, 401, 413))
async def create_loan(owner_id: OwnerId, body: LoanCreate, session: SessionDep) -> LoanPublic:
    """Borrow a book that nobody else has on loan."""
    await find_book(session, body.book_id)
    loan = Loan(member_id=owner_id, book_id=body.book_id, note=body.note, due_at=body.due_at)
    session.add(loan)
    with duplicate_refused(status.HTTP_409_CONFLICT, "Book is already on loan"):
        await session.commit()
    return LoanPublic.model_validate(loan)


@router.get("/{id}", responses=error_responses(401))
async def get_loan(owner_id: OwnerId, loan_id: LoanId, session: SessionDep) -> LoanPublic:
    """Show one loan."""
    loan = await find_loan(session, owner_id, loan_id)
    return LoanPublic.model_validate(loan)


@router.patch("/{id}", responses=error_responses(401, 413))
async def update_loan(
    owner_id: OwnerId, loan_id: LoanId, body: LoanUpdate, session: SessionDep
) -> LoanPublic:
    """Change what is sent of a loan."""
    if body.model_fields_set.isdisjoint({"note", "returned"}):
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, "Nothing to change")
    loan = await find_loan(session, owner_id, loan_id, lock=True)
    if "note" in body.model_fields_set:
        loan.note = body.note
    if body.returned is not None:
        loan.returned = body.returned
    loan.updated_at = utc_now()
    await session.commit()
    return LoanPublic.model_validate(loan)


@router.post("/{id}/return", responses=error_responses(401))
async def return_loan(owner_id: OwnerId, loan_id: LoanId, session: SessionDep) -> LoanPublic:
    """Give a book back, or take that back."""
    loan = await find_loan(session, owner_id, loan_id, lock=True)
    loan.returned = not loan.returned
    loan.updated_at = utc_now()
    await session.commit()
    return LoanPublic.model_validate(loan)


@router.delete("/{id}", status_code=status.HTTP_204_NO_CONTENT, responses=error_responses(401))
async def delete_loan(owner_id: OwnerId, loan_id: LoanId, session: SessionDep) -> None:
    """Forget a loan."""
    loan = await find_loan(session, owner_id, loan_id, lock=True)
    await session.delete(loan)
    await session.commit()
