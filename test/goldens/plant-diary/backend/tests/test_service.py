"""What is true of the service as a whole."""

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr, ValidationError
from sqlalchemy import Engine, inspect

from app.main import app
from app.settings import Settings


def test_exactly_the_specified_routes_exist() -> None:
    """No route is missing, and none was added (.specify/memory/constitution.md:9)."""
    documented = {
        (method.upper(), path)
        for path, operations in app.openapi()["paths"].items()
        for method in operations
    }
    assert documented == {
        ("GET", "/health"),
        ("GET", "/api/plants"),
        ("POST", "/api/plants"),
        ("GET", "/api/plants/{plant_id}"),
        ("PATCH", "/api/plants/{plant_id}"),
        ("DELETE", "/api/plants/{plant_id}"),
        ("PATCH", "/api/plants/{plant_id}/archive"),
    }


def test_errors_have_one_shape(anonymous: TestClient) -> None:
    """An unknown path is answered in the error shape of the service
    (specs/001-plant-diary/contracts/openapi.yaml:208).
    """
    response = anonymous.get("/no/such/path")
    assert response.status_code == 404
    assert response.json().keys() == {"detail"}


@pytest.mark.parametrize(
    ("table", "nullable", "indexed"),
    [
        pytest.param(
            "plants",
            {
                "id": False,
                "user_id": False,
                "name": False,
                "species": True,
                "room": True,
                "watering_interval_days": False,
                "notes": True,
                "archived": False,
                "created_at": False,
                "updated_at": False,
            },
            {("user_id",), ("room",)},
            id="plants",
        )
    ],
)
def test_tables_have_their_columns_and_indexes(
    engine: Engine, table: str, nullable: dict[str, bool], indexed: set[tuple[str, ...]]
) -> None:
    """Columns, their nullability and the indexes are as specified
    (specs/001-plant-diary/data-model.md:3).
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
