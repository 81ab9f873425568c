"""Tests of GET /api/ingredients."""

from collections.abc import Callable

from fastapi.testclient import TestClient

from app.models import RecipeIngredient


def test_list_ingredients_lists_each_text_once(
    anonymous: TestClient, make_recipe_ingredient: Callable[..., RecipeIngredient]
) -> None:
    """What several rows hold is listed once, in order (specs/contracts/openapi.yaml:152)."""
    make_recipe_ingredient(ingredient="green")
    make_recipe_ingredient(ingredient="blue")
    make_recipe_ingredient(ingredient="green")
    response = anonymous.get("/api/ingredients")
    assert response.status_code == 200
    assert response.json() == ["blue", "green"]


def test_list_ingredients_may_be_empty(anonymous: TestClient) -> None:
    """Without rows the list is empty (specs/contracts/openapi.yaml:152)."""
    response = anonymous.get("/api/ingredients")
    assert response.status_code == 200
    assert response.json() == []
