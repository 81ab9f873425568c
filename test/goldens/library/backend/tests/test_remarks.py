"""Tests of remarks."""

from collections.abc import Callable
from typing import Any
from unittest.mock import ANY

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.models import Loan, Remark
from tests import OTHER_USER, USER


def test_list_remarks_shows_a_remark(
    client: TestClient, make_loan: Callable[..., Loan], make_remark: Callable[..., Remark]
) -> None:
    """A row is listed as it is stored."""
    loan = make_loan()
    remark = make_remark(loan_id=loan.id)
    response = client.get(f"/api/{USER}/loans/{loan.id}/remarks")
    assert response.status_code == 200
    assert response.json() == [
        {"id": remark.id, "loan_id": str(remark.loan_id), "text": remark.text}
    ]


def test_list_remarks_may_be_empty(client: TestClient, make_loan: Callable[..., Loan]) -> None:
    """Without rows the list is empty."""
    loan = make_loan()
    response = client.get(f"/api/{USER}/loans/{loan.id}/remarks")
    assert response.status_code == 200
    assert response.json() == []


def test_list_remarks_finds_no_unknown_loan(client: TestClient) -> None:
    """An id that no loan has is answered with 404."""
    response = client.get(f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000/remarks")
    assert response.status_code == 404
    assert response.json() == {"detail": "Loan not found"}


def test_list_remarks_refuses_a_malformed_loan_id(client: TestClient) -> None:
    """What cannot be an id is answered with 422."""
    response = client.get(f"/api/{USER}/loans/not-an-id/remarks")
    assert response.status_code == 422


def test_list_remarks_refuses_another_users_loan(
    client: TestClient, session: Session, make_loan: Callable[..., Loan]
) -> None:
    """Another user's loan is answered as one that does not exist, and stays as it is (standard
    ERR-5).
    """
    loan = make_loan(user_id=OTHER_USER)
    before = loan.model_dump()
    response = client.get(f"/api/{USER}/loans/{loan.id}/remarks")
    assert response.status_code == 404
    assert response.json() == {"detail": "Loan not found"}
    session.refresh(loan)
    assert loan.model_dump() == before


def test_create_remark_returns_the_new_remark(
    client: TestClient, session: Session, make_loan: Callable[..., Loan]
) -> None:
    """The new remark is shown and stored."""
    loan = make_loan()
    response = client.post(f"/api/{USER}/loans/{loan.id}/remarks", json={"text": "Second text"})
    assert response.status_code == 201
    assert response.json() == {"id": ANY, "loan_id": str(loan.id), "text": "Second text"}
    remark = session.exec(select(Remark)).one()
    assert remark.loan_id == loan.id
    assert remark.text == "Second text"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("text", "xx", id="text shortest"),
        pytest.param("text", "x" * 500, id="text longest"),
    ],
)
def test_create_remark_accepts_values_at_their_limits(
    client: TestClient, make_loan: Callable[..., Loan], field: str, value: Any
) -> None:
    """Limits are inclusive."""
    loan = make_loan()
    content = {"text": "Second text"}
    response = client.post(f"/api/{USER}/loans/{loan.id}/remarks", json=content | {field: value})
    assert response.status_code == 201
    assert response.json()[field] == value


@pytest.mark.parametrize("field", ["text"])
def test_create_remark_requires_its_fields(
    client: TestClient, session: Session, make_loan: Callable[..., Loan], field: str
) -> None:
    """A missing field is named."""
    loan = make_loan()
    content = {"text": "Second text"}
    del content[field]
    response = client.post(f"/api/{USER}/loans/{loan.id}/remarks", json=content)
    assert response.status_code == 422
    assert field in response.text
    assert session.exec(select(Remark)).all() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("text", None, id="text null"),
        pytest.param("text", 7, id="text of another type"),
        pytest.param("text", "x", id="text too short"),
        pytest.param("text", "x" * 501, id="text too long"),
    ],
)
def test_create_remark_refuses_invalid_values(
    client: TestClient, session: Session, make_loan: Callable[..., Loan], field: str, value: Any
) -> None:
    """Each broken rule is named, and nothing is stored."""
    loan = make_loan()
    content = {"text": "Second text"}
    response = client.post(f"/api/{USER}/loans/{loan.id}/remarks", json=content | {field: value})
    assert response.status_code == 422
    assert field in response.text
    assert session.exec(select(Remark)).all() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [pytest.param("id", 999999, id="id"), pytest.param("no_such_field", 1, id="unknown")],
)
def test_create_remark_refuses_other_fields(
    client: TestClient, make_loan: Callable[..., Loan], field: str, value: Any
) -> None:
    """A field that cannot be set is refused."""
    loan = make_loan()
    content = {"text": "Second text"}
    response = client.post(f"/api/{USER}/loans/{loan.id}/remarks", json=content | {field: value})
    assert response.status_code == 422
    assert field in response.text


def test_create_remark_finds_no_unknown_loan(client: TestClient) -> None:
    """An id that no loan has is answered with 404."""
    response = client.post(
        f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000/remarks",
        json={"text": "Second text"},
    )
    assert response.status_code == 404
    assert response.json() == {"detail": "Loan not found"}


def test_create_remark_refuses_a_malformed_loan_id(client: TestClient) -> None:
    """What cannot be an id is answered with 422."""
    response = client.post(f"/api/{USER}/loans/not-an-id/remarks", json={"text": "Second text"})
    assert response.status_code == 422


def test_create_remark_refuses_another_users_loan(
    client: TestClient, session: Session, make_loan: Callable[..., Loan]
) -> None:
    """Another user's loan is answered as one that does not exist, and stays as it is (standard
    ERR-5).
    """
    loan = make_loan(user_id=OTHER_USER)
    before = loan.model_dump()
    response = client.post(f"/api/{USER}/loans/{loan.id}/remarks", json={"text": "Second text"})
    assert response.status_code == 404
    assert response.json() == {"detail": "Loan not found"}
    session.refresh(loan)
    assert loan.model_dump() == before


def test_delete_remark_removes_the_remark(
    client: TestClient,
    session: Session,
    make_loan: Callable[..., Loan],
    make_remark: Callable[..., Remark],
) -> None:
    """A removed remark is gone, and no other."""
    loan = make_loan()
    remark = make_remark(loan_id=loan.id)
    kept = make_remark()
    path = f"/api/{USER}/loans/{loan.id}/remarks/{remark.id}"
    response = client.delete(path)
    assert response.status_code == 204
    assert session.exec(select(Remark.id)).all() == [kept.id]
    response = client.delete(path)
    assert response.status_code == 404
    assert response.json() == {"detail": "Remark not found"}


def test_delete_remark_finds_no_unknown_loan(
    client: TestClient, make_remark: Callable[..., Remark]
) -> None:
    """An id that no loan has is answered with 404."""
    remark = make_remark()
    response = client.delete(
        f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000/remarks/{remark.id}"
    )
    assert response.status_code == 404
    assert response.json() == {"detail": "Loan not found"}


def test_delete_remark_finds_no_unknown_remark(
    client: TestClient, make_loan: Callable[..., Loan]
) -> None:
    """An id that no remark has is answered with 404."""
    loan = make_loan()
    response = client.delete(f"/api/{USER}/loans/{loan.id}/remarks/999999")
    assert response.status_code == 404
    assert response.json() == {"detail": "Remark not found"}


def test_delete_remark_refuses_a_malformed_loan_id(
    client: TestClient, make_remark: Callable[..., Remark]
) -> None:
    """What cannot be an id is answered with 422."""
    remark = make_remark()
    response = client.delete(f"/api/{USER}/loans/not-an-id/remarks/{remark.id}")
    assert response.status_code == 422


def test_delete_remark_refuses_a_malformed_remark_id(
    client: TestClient, make_loan: Callable[..., Loan]
) -> None:
    """What cannot be an id is answered with 422."""
    loan = make_loan()
    response = client.delete(f"/api/{USER}/loans/{loan.id}/remarks/not-an-id")
    assert response.status_code == 422


def test_delete_remark_refuses_another_users_loan(
    client: TestClient,
    session: Session,
    make_loan: Callable[..., Loan],
    make_remark: Callable[..., Remark],
) -> None:
    """Another user's loan is answered as one that does not exist, and stays as it is (standard
    ERR-5).
    """
    loan = make_loan(user_id=OTHER_USER)
    remark = make_remark(loan_id=loan.id)
    before = loan.model_dump()
    response = client.delete(f"/api/{USER}/loans/{loan.id}/remarks/{remark.id}")
    assert response.status_code == 404
    assert response.json() == {"detail": "Loan not found"}
    session.refresh(loan)
    assert loan.model_dump() == before
