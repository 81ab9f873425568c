"""What is true of the service as a whole."""

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr, ValidationError
from sqlalchemy import Engine, inspect

from app.main import app
from app.settings import Settings


def test_exactly_the_specified_routes_exist() -> None:
    """No route is missing, and none was added (specs/api/rest-endpoints.md:44)."""
    documented = {
        (method.upper(), path)
        for path, operations in app.openapi()["paths"].items()
        for method in operations
    }
    assert documented == {
        ("POST", "/api/{user_id}/tasks"),
        ("GET", "/api/{user_id}/tasks"),
        ("GET", "/api/{user_id}/tasks/{id}"),
        ("PUT", "/api/{user_id}/tasks/{id}"),
        ("DELETE", "/api/{user_id}/tasks/{id}"),
        ("PATCH", "/api/{user_id}/tasks/{id}/complete"),
        ("GET", "/health"),
    }


def test_errors_have_one_shape(anonymous: TestClient) -> None:
    """An unknown path is answered in the error shape of the service
    (specs/api/rest-endpoints.md:33).
    """
    response = anonymous.get("/no/such/path")
    assert response.status_code == 404
    assert response.json().keys() == {"detail"}


@pytest.mark.parametrize(
    ("table", "nullable", "indexed"),
    [
        pytest.param(
            "tasks",
            {
                "id": False,
                "user_id": False,
                "title": False,
                "description": True,
                "completed": False,
                "created_at": False,
                "updated_at": False,
            },
            {("user_id",), ("created_at",), ("completed",)},
            id="tasks",
        )
    ],
)
def test_tables_have_their_columns_and_indexes(
    engine: Engine, table: str, nullable: dict[str, bool], indexed: set[tuple[str, ...]]
) -> None:
    """Columns, their nullability and the indexes are as specified
    (specs/database/schema.md:62).
    """
    inspector = inspect(engine)
    found = {column["name"]: column["nullable"] for column in inspector.get_columns(table)}
    assert found == nullable
    known = inspector.get_indexes(table) + inspector.get_unique_constraints(table)
    assert indexed <= {tuple(each["column_names"]) for each in known}


@pytest.mark.parametrize(
    "value",
    [
        pytest.param("", id="empty"),
        pytest.param("   ", id="blank"),
        pytest.param("better-auth-secret-12345678901234567890", id="publicly known"),
    ],
)
def test_a_guessable_secret_is_refused(value: str) -> None:
    """The service does not start with a secret that anybody knows (standard AUTH-6)."""
    with pytest.raises(ValidationError):
        Settings(better_auth_secret=SecretStr(value))


def test_only_allowed_origins_may_read(anonymous: TestClient) -> None:
    """A foreign origin gets no CORS headers (specs/api/rest-endpoints.md:411)."""
    response = anonymous.get("/", headers={"Origin": "http://localhost:3000"})
    assert response.headers["Access-Control-Allow-Origin"] == "http://localhost:3000"
    response = anonymous.get("/", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in response.headers
