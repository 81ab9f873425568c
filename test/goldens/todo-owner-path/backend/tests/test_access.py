"""Who may call: tokens, owners of paths, and what happens without a database."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from app.db import get_session
from app.main import app
from tests import OTHER_USER, USER

TASKS = f"/api/{USER}/tasks"
TASK = f"{TASKS}/00000000-0000-4000-8000-000000000000"

ROUTES = [
    pytest.param("POST", TASKS, {"title": "Water the ferns"}, id="create"),
    pytest.param("GET", TASKS, None, id="list"),
    pytest.param("GET", TASK, None, id="read"),
    pytest.param("PUT", TASK, {"title": "Water the ferns"}, id="update"),
    pytest.param("DELETE", TASK, None, id="delete"),
    pytest.param("PATCH", f"{TASK}/complete", {"completed": True}, id="complete"),
]


class UnreachableDatabase:
    """A session that fails whatever it is asked to do."""

    def __getattr__(self, name: str) -> Any:
        """Fail as a driver does that finds no server."""
        raise OperationalError(name, None, ConnectionError("no route to host"))


@pytest.fixture
def no_database() -> Iterator[None]:
    """Replace the session of every request by one that fails."""
    app.dependency_overrides[get_session] = UnreachableDatabase
    yield
    app.dependency_overrides.clear()


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(("method", "path", "content"), ROUTES)
def test_caller_without_token_is_refused(
    anonymous: TestClient, method: str, path: str, content: dict[str, Any] | None
) -> None:
    """A token is needed, before the database is (specs/features/authentication.md:112)."""
    response = anonymous.request(method, path, json=content)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"
    assert response.json() == {"detail": "Missing or invalid token"}


@pytest.mark.parametrize("header", ["Basic abc", "Bearer", "Bearer a.b.c", "Bearer " + "a" * 9000])
def test_malformed_token_is_refused(anonymous: TestClient, header: str) -> None:
    """Only a bearer token counts (specs/todo.constitution.md:74)."""
    response = anonymous.get(TASKS, headers={"Authorization": header})
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize(
    "token",
    [
        {"key": "another secret of more than 32 characters"},
        {"algorithm": "none"},
        {"algorithm": "HS384"},
        {"user_id": None},
        {"user_id": "  "},
        {"user_id": None, "id": USER, "email": USER},
        {"exp": None},
        {"nbf": datetime.now(UTC) + timedelta(hours=1)},
    ],
    ids=[
        "wrong key",
        "alg none",
        "other algorithm",
        "no sub",
        "blank sub",
        "other identity claim",
        "no exp",
        "not yet valid",
    ],
)
def test_invalid_token_is_refused(
    anonymous: TestClient, make_token: Callable[..., str], token: dict[str, Any]
) -> None:
    """Signature and claims are verified (specs/features/authentication.md:109)."""
    response = anonymous.get(TASKS, headers={"Authorization": f"Bearer {make_token(**token)}"})
    assert response.status_code == 401
    assert response.json() == {"detail": "Invalid token"}


def test_expired_token_is_refused(anonymous: TestClient, make_token: Callable[..., str]) -> None:
    """An expired token says so (specs/features/authentication.md:113)."""
    token = make_token(exp=datetime.now(UTC) - timedelta(hours=1))
    response = anonymous.get(TASKS, headers={"Authorization": f"Bearer {token}"})
    assert response.status_code == 401
    assert response.json() == {"detail": "Token expired"}


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(("method", "path", "content"), ROUTES)
def test_path_of_another_user_is_forbidden(
    other_client: TestClient, method: str, path: str, content: dict[str, Any] | None
) -> None:
    """The path must name the caller, database or not (specs/api/rest-endpoints.md:427)."""
    response = other_client.request(method, path, json=content)
    assert response.status_code == 403
    assert response.json() == {"detail": "Forbidden"}


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(("method", "path", "content"), ROUTES)
def test_unreachable_database_is_reported(
    client: TestClient, method: str, path: str, content: dict[str, Any] | None
) -> None:
    """Without a database the answer is 503, without details (specs/api/rest-endpoints.md:454)."""
    response = client.request(method, path, json=content)
    assert response.status_code == 503
    assert response.json() == {"detail": "Service temporarily unavailable"}


def test_malformed_body_is_judged_after_the_caller(
    anonymous: TestClient, client: TestClient, other_client: TestClient
) -> None:
    """Token and owner come first, then the body (specs/features/authentication.md:151)."""
    body: dict[str, Any] = {"content": b"{", "headers": {"Content-Type": "application/json"}}
    assert anonymous.post(TASKS, **body).status_code == 401
    assert other_client.post(TASKS, **body).status_code == 403
    response = client.post(TASKS, **body)
    assert response.status_code == 422
    assert response.json()["detail"][0]["msg"] == "Body should be a JSON object"


def test_refusal_never_repeats_the_input(client: TestClient) -> None:
    """A refused value may be a secret (standard ERR-10)."""
    response = client.post(TASKS, json={"title": "hunter2" * 100})
    assert response.status_code == 422
    assert "hunter2" not in response.text


def test_oversized_body_is_refused(client: TestClient) -> None:
    """Bodies are bounded (.specify/memory/constitution.md:122)."""
    response = client.post(TASKS, json={"title": "a" * 2_000_000})
    assert response.status_code == 413


def test_health_is_open(anonymous: TestClient) -> None:
    """The state of the service needs no token (backend/CLAUDE.md:9)."""
    response = anonymous.get("/health")
    assert response.status_code == 200
    assert response.json() == {"status": "ok"}


def test_users_are_told_apart(client: TestClient, other_client: TestClient) -> None:
    """What one user creates, another does not see (specs/todo.constitution.md:45)."""
    client.post(TASKS, json={"title": "Water the ferns"})
    assert other_client.get(f"/api/{OTHER_USER}/tasks").json() == []
