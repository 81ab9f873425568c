"""Who may call: tokens, owners of paths, and what happens without a database."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.database import get_session
from app.main import app
from tests import USER

ROUTES = [
    pytest.param("GET", "/api/plants", None, id="list_plants"),
    pytest.param("POST", "/api/plants", {"name": "Second name"}, id="create_plant"),
    pytest.param("GET", "/api/plants/00000000-0000-4000-8000-000000000000", None, id="get_plant"),
    pytest.param(
        "PATCH",
        "/api/plants/00000000-0000-4000-8000-000000000000",
        {"name": "Second name"},
        id="update_plant",
    ),
    pytest.param(
        "DELETE", "/api/plants/00000000-0000-4000-8000-000000000000", None, id="delete_plant"
    ),
    pytest.param(
        "PATCH",
        "/api/plants/00000000-0000-4000-8000-000000000000/archive",
        None,
        id="toggle_plant_archived",
    ),
]


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(
    "header",
    [
        pytest.param("Basic abc", id="other scheme"),
        pytest.param("Bearer", id="no token"),
        pytest.param("Bearer abc", id="no JWT"),
        pytest.param("Bearer a.b.c", id="no JSON"),
    ],
)
def test_a_malformed_token_is_refused(anonymous: TestClient, header: str) -> None:
    """Only a token of the right form counts (specs/001-plant-diary/contracts/openapi.yaml:72)."""
    response = anonymous.get("/api/plants", headers={"Authorization": header})
    assert response.status_code == 401


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"key": "another secret of more than 32 characters"}, id="wrong key"),
        pytest.param({"algorithm": "none"}, id="no signature"),
        pytest.param({"algorithm": "HS384"}, id="other algorithm"),
        pytest.param({"exp": None}, id="no expiry"),
        pytest.param({"sub": None}, id="no sub"),
        pytest.param({"sub": "  "}, id="blank sub"),
        pytest.param({"sub": None, "userId": USER}, id="another identity claim"),
    ],
)
def test_an_invalid_token_is_refused(
    anonymous: TestClient, make_token: Callable[..., str], changes: dict[str, Any]
) -> None:
    """Signature and claims are verified (specs/001-plant-diary/contracts/openapi.yaml:72)."""
    response = anonymous.get(
        "/api/plants", headers={"Authorization": "Bearer " + make_token(**changes)}
    )
    assert response.status_code == 401


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(("method", "path", "content"), ROUTES)
def test_a_caller_without_token_is_refused(
    anonymous: TestClient, method: str, path: str, content: dict[str, Any] | None
) -> None:
    """A token is needed, before the body and the database are looked at
    (specs/001-plant-diary/contracts/openapi.yaml:72).
    """
    response = anonymous.request(method, path, json=content)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Bearer")
    assert response.json() == {"detail": "Not authenticated"}


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(("method", "path", "content"), ROUTES)
def test_an_expired_token_is_refused(
    anonymous: TestClient,
    make_token: Callable[..., str],
    method: str,
    path: str,
    content: dict[str, Any] | None,
) -> None:
    """A token does not outlive its expiry (specs/001-plant-diary/contracts/openapi.yaml:72)."""
    expired = datetime.now(UTC) - timedelta(hours=1)
    headers = {"Authorization": "Bearer " + make_token(exp=expired)}
    response = anonymous.request(method, path, json=content, headers=headers)
    assert response.status_code == 401
    assert response.json() == {"detail": "Token expired"}


@pytest.mark.usefixtures("no_database")
def test_a_malformed_body_is_judged_after_the_caller(
    anonymous: TestClient, client: TestClient
) -> None:
    """The caller is judged first, then the body
    (specs/001-plant-diary/contracts/openapi.yaml:94).
    """
    headers = {"Content-Type": "application/json"}
    response = anonymous.request("POST", "/api/plants", content=b"{", headers=headers)
    assert response.status_code == 401
    response = client.request("POST", "/api/plants", content=b"{", headers=headers)
    assert response.status_code == 422


def test_an_unforeseen_failure_tells_nothing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect is answered with a generic body; its details stay in the log (standard ERR-9)."""

    def fail() -> None:
        raise RuntimeError("details that nobody may see")

    monkeypatch.setitem(app.dependency_overrides, get_session, fail)
    response = client.get("/api/plants")
    assert response.status_code == 500
    assert "details" not in response.text


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(("method", "path", "content"), ROUTES)
def test_an_unreachable_database_is_reported(
    client: TestClient, method: str, path: str, content: dict[str, Any] | None
) -> None:
    """Without a database the answer says so, without details (standard ERR-8)."""
    response = client.request(method, path, json=content)
    assert response.status_code == 503
    assert "no route to host" not in response.text
