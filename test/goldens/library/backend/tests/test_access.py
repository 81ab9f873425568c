"""Who may call: tokens, owners of paths, and what happens without a database."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from fastapi.testclient import TestClient
from psycopg.errors import SerializationFailure
from sqlalchemy.exc import OperationalError

from app.database import get_session
from app.main import app
from tests import USER

ROUTES = [
    pytest.param("GET", "/books", None, id="list_books"),
    pytest.param(
        "POST", "/books", {"isbn": "1234567890", "title": "Second title"}, id="create_book"
    ),
    pytest.param("GET", f"/api/{USER}/loans", None, id="list_loans"),
    pytest.param(
        "POST",
        f"/api/{USER}/loans",
        {"book_id": "22222222-2222-4222-8222-222222222222"},
        id="create_loan",
    ),
    pytest.param(
        "GET", f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000", None, id="get_loan"
    ),
    pytest.param(
        "PATCH",
        f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000",
        {"note": "Second note"},
        id="update_loan",
    ),
    pytest.param(
        "PATCH",
        f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000/return",
        None,
        id="toggle_loan_return",
    ),
    pytest.param(
        "DELETE", f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000", None, id="delete_loan"
    ),
    pytest.param(
        "GET",
        f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000/remarks",
        None,
        id="list_remarks",
    ),
    pytest.param(
        "POST",
        f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000/remarks",
        {"text": "Second text"},
        id="create_remark",
    ),
    pytest.param(
        "DELETE",
        f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000/remarks/999999",
        None,
        id="delete_remark",
    ),
]
ROUTES_2 = [
    pytest.param("GET", f"/api/{USER}/loans", None, id="list_loans"),
    pytest.param(
        "POST",
        f"/api/{USER}/loans",
        {"book_id": "22222222-2222-4222-8222-222222222222"},
        id="create_loan",
    ),
    pytest.param(
        "GET", f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000", None, id="get_loan"
    ),
    pytest.param(
        "PATCH",
        f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000",
        {"note": "Second note"},
        id="update_loan",
    ),
    pytest.param(
        "PATCH",
        f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000/return",
        None,
        id="toggle_loan_return",
    ),
    pytest.param(
        "DELETE", f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000", None, id="delete_loan"
    ),
    pytest.param(
        "GET",
        f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000/remarks",
        None,
        id="list_remarks",
    ),
    pytest.param(
        "POST",
        f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000/remarks",
        {"text": "Second text"},
        id="create_remark",
    ),
    pytest.param(
        "DELETE",
        f"/api/{USER}/loans/00000000-0000-4000-8000-000000000000/remarks/999999",
        None,
        id="delete_remark",
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
    """Only a token of the right form counts."""
    response = anonymous.get("/books", headers={"Authorization": header})
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
    """Signature and claims are verified."""
    response = anonymous.get("/books", headers={"Authorization": "Bearer " + make_token(**changes)})
    assert response.status_code == 401


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(
    ("key", "accepted"),
    [
        pytest.param("new-secret-of-at-least-32-characters", True, id="new"),
        pytest.param("old-secret-of-at-least-32-characters", True, id="old"),
        pytest.param(None, False, id="neither"),
    ],
)
def test_each_secret_of_a_rotation_counts(
    anonymous: TestClient,
    make_token: Callable[..., str],
    use_settings: Callable[..., None],
    key: Any,
    accepted: bool,
) -> None:
    """While the secret is changed, the new and the old one count, and no other (standard
    AUTH-1).
    """
    use_settings(
        better_auth_secrets="2:new-secret-of-at-least-32-characters,1:old-secret-of-at-least-32-characters"
    )
    response = anonymous.get("/books", headers={"Authorization": "Bearer " + make_token(key=key)})
    assert (response.status_code != 401) is accepted


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(
    ("claims", "accepted"),
    [
        pytest.param({"aud": "backend", "iss": "issuer"}, True, id="both"),
        pytest.param({"aud": "frontend", "iss": "issuer"}, False, id="other audience"),
        pytest.param({"iss": "issuer"}, False, id="no audience"),
        pytest.param({"aud": "backend", "iss": "stranger"}, False, id="other issuer"),
        pytest.param({"aud": "backend"}, False, id="no issuer"),
    ],
)
def test_audience_and_issuer_count_where_configured(
    anonymous: TestClient,
    make_token: Callable[..., str],
    use_settings: Callable[..., None],
    claims: dict[str, str],
    accepted: bool,
) -> None:
    """A token for another audience or of another issuer is refused (standard AUTH-1)."""
    use_settings(jwt_audience="backend", jwt_issuer="issuer")
    response = anonymous.get("/books", headers={"Authorization": "Bearer " + make_token(**claims)})
    assert (response.status_code != 401) is accepted


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(
    ("algorithm", "key"),
    [
        pytest.param("EdDSA", ed25519.Ed25519PrivateKey.generate(), id="EdDSA"),
        pytest.param("ES256", ec.generate_private_key(ec.SECP256R1()), id="ES256"),
        pytest.param("RS256", rsa.generate_private_key(65537, 2048), id="RS256"),
    ],
)
def test_a_token_signed_with_a_published_key_is_accepted(
    anonymous: TestClient,
    make_token: Callable[..., str],
    publish_key: Callable[..., None],
    use_settings: Callable[..., None],
    algorithm: str,
    key: Any,
) -> None:
    """The keys of the configured key server count (standard AUTH-1)."""
    publish_key(key, algorithm)
    use_settings(better_auth_jwks_url=f"https://issuer.example/{algorithm}")
    response = anonymous.get(
        "/books", headers={"Authorization": "Bearer " + make_token(key=key, algorithm=algorithm)}
    )
    assert response.status_code != 401


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"algorithm": "HS256"}, id="a secret"),
        pytest.param(
            {"key": ed25519.Ed25519PrivateKey.generate(), "algorithm": "EdDSA"}, id="another key"
        ),
        pytest.param(
            {"key": ed25519.Ed25519PrivateKey.generate(), "algorithm": "EdDSA", "kid": "2"},
            id="an unknown key",
        ),
    ],
)
def test_a_token_signed_otherwise_is_refused(
    anonymous: TestClient,
    make_token: Callable[..., str],
    publish_key: Callable[..., None],
    use_settings: Callable[..., None],
    changes: dict[str, Any],
) -> None:
    """Where keys are published, only they count: no secret, and no key that the token brings
    (standard AUTH-1).
    """
    publish_key(ed25519.Ed25519PrivateKey.generate(), "EdDSA")
    use_settings(better_auth_jwks_url="https://issuer.example/others")
    response = anonymous.get("/books", headers={"Authorization": "Bearer " + make_token(**changes)})
    assert response.status_code == 401


@pytest.mark.usefixtures("no_database")
def test_an_unreachable_key_server_is_reported(
    anonymous: TestClient,
    make_token: Callable[..., str],
    monkeypatch: pytest.MonkeyPatch,
    use_settings: Callable[..., None],
) -> None:
    """While keys cannot be fetched nobody can tell a true token: that is no refusal of the
    caller (standard AUTH-1).
    """

    def fail(client: Any) -> None:
        raise jwt.PyJWKClientConnectionError("no route to host")

    monkeypatch.setattr(jwt.PyJWKClient, "fetch_data", fail)
    use_settings(better_auth_jwks_url="https://issuer.example/unreachable")
    response = anonymous.get(
        "/books",
        headers={
            "Authorization": "Bearer "
            + make_token(key=ed25519.Ed25519PrivateKey.generate(), algorithm="EdDSA")
        },
    )
    assert response.status_code == 503
    assert "no route to host" not in response.text


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(("method", "path", "content"), ROUTES)
def test_a_caller_without_token_is_refused(
    anonymous: TestClient, method: str, path: str, content: dict[str, Any] | None
) -> None:
    """A token is needed, before the body and the database are looked at."""
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
    """A token does not outlive its expiry."""
    expired = datetime.now(UTC) - timedelta(hours=1)
    headers = {"Authorization": "Bearer " + make_token(exp=expired)}
    response = anonymous.request(method, path, json=content, headers=headers)
    assert response.status_code == 401
    assert response.json() == {"detail": "Token expired"}


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(("method", "path", "content"), ROUTES_2)
def test_the_path_of_another_user_is_refused(
    other_client: TestClient, method: str, path: str, content: dict[str, Any] | None
) -> None:
    """The user in the path must be the caller, before the database is asked."""
    response = other_client.request(method, path, json=content)
    assert response.status_code == 403
    assert response.json() == {"detail": "Forbidden"}


@pytest.mark.usefixtures("no_database")
def test_a_malformed_body_is_judged_after_the_caller(
    anonymous: TestClient, other_client: TestClient, client: TestClient
) -> None:
    """The caller is judged first, then the body."""
    headers = {"Content-Type": "application/json"}
    response = anonymous.request("POST", f"/api/{USER}/loans", content=b"{", headers=headers)
    assert response.status_code == 401
    response = other_client.request("POST", f"/api/{USER}/loans", content=b"{", headers=headers)
    assert response.status_code == 403
    response = client.request("POST", f"/api/{USER}/loans", content=b"{", headers=headers)
    assert response.status_code == 422


def test_an_unforeseen_failure_tells_nothing(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A defect is answered with a generic body; its details stay in the log (standard ERR-9)."""

    def fail() -> None:
        raise RuntimeError("details that nobody may see")

    monkeypatch.setitem(app.dependency_overrides, get_session, fail)
    response = client.get("/books")
    assert response.status_code == 500
    assert "details" not in response.text


def test_a_lost_transaction_runs_again(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """A request whose transaction gives way to another runs again, a bounded number of times
    (standard DB-5).
    """
    tries: list[OperationalError] = []

    def lose() -> None:
        tries.append(OperationalError("COMMIT", {}, SerializationFailure()))
        raise tries[-1]

    monkeypatch.setattr("app.errors.RETRY_PAUSES", (0, 0))
    monkeypatch.setitem(app.dependency_overrides, get_session, lose)
    response = client.get("/books")
    assert response.status_code == 503
    assert len(tries) == 3


@pytest.mark.usefixtures("no_database")
@pytest.mark.parametrize(("method", "path", "content"), ROUTES)
def test_an_unreachable_database_is_reported(
    client: TestClient, method: str, path: str, content: dict[str, Any] | None
) -> None:
    """Without a database the answer says so, without details (standard ERR-8)."""
    response = client.request(method, path, json=content)
    assert response.status_code == 503
    assert "no route to host" not in response.text
