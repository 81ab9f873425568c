"""What is true of the service as a whole."""

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr, ValidationError
from sqlalchemy import Engine, inspect

from app.main import app
from app.settings import Settings


def test_exactly_the_specified_routes_exist() -> None:
    """No route is missing, and none was added (specs/contracts/openapi.yaml:7)."""
    documented = {
        (method.upper(), path)
        for path, operations in app.openapi()["paths"].items()
        for method in operations
    }
    assert documented == {
        ("GET", "/api/recipes"),
        ("POST", "/api/recipes"),
        ("GET", "/api/recipes/watched"),
        ("GET", "/api/recipes/bookmarked"),
        ("GET", "/api/recipes/{slug}"),
        ("PUT", "/api/recipes/{slug}"),
        ("POST", "/api/recipes/{slug}/bookmark"),
        ("DELETE", "/api/recipes/{slug}/bookmark"),
        ("GET", "/api/recipes/{slug}/remarks"),
        ("POST", "/api/recipes/{slug}/remarks"),
        ("GET", "/api/cooks/{handle}"),
        ("POST", "/api/cooks/{handle}/watch"),
        ("DELETE", "/api/cooks/{handle}/watch"),
        ("GET", "/api/ingredients"),
    }


def test_errors_have_one_shape(anonymous: TestClient) -> None:
    """An unknown path is answered in the error shape of the service (standard ERR-11)."""
    response = anonymous.get("/no/such/path")
    assert response.status_code == 404
    assert response.json().keys() == {"detail"}


@pytest.mark.parametrize(
    ("table", "nullable", "indexed"),
    [
        pytest.param(
            "cooks", {"id": False, "handle": False, "motto": True}, {("handle",)}, id="cooks"
        ),
        pytest.param(
            "recipes",
            {"id": False, "slug": False, "title": False, "cook_id": False, "created_at": False},
            {("slug",)},
            id="recipes",
        ),
        pytest.param(
            "remarks",
            {"id": False, "text": False, "created_at": False, "recipe_id": False},
            {("recipe_id",)},
            id="remarks",
        ),
        pytest.param(
            "recipe_bookmarks",
            {"recipe_id": False, "user_id": False},
            {("user_id",)},
            id="recipe_bookmarks",
        ),
        pytest.param(
            "cook_watches", {"cook_id": False, "user_id": False}, {("user_id",)}, id="cook_watches"
        ),
        pytest.param(
            "recipe_ingredients",
            {"recipe_id": False, "ingredient": False, "position": False},
            {("ingredient",)},
            id="recipe_ingredients",
        ),
    ],
)
def test_tables_have_their_columns_and_indexes(
    engine: Engine, table: str, nullable: dict[str, bool], indexed: set[tuple[str, ...]]
) -> None:
    """Columns, their nullability and the indexes are as specified (specs/data-model.md:3)."""
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
