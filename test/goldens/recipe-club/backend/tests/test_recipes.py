"""Tests of recipes."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from unittest.mock import ANY

import pytest
from fastapi.testclient import TestClient
from httpx import ASGITransport, AsyncClient
from sqlmodel import Session, select

from app.main import app
from app.models import Cook, CookWatch, Recipe, RecipeBookmark, RecipeIngredient, Remark
from tests import OTHER_USER, USER


def test_list_recipes_shows_a_recipe(
    anonymous: TestClient, make_recipe: Callable[..., Recipe]
) -> None:
    """A row is listed as it is stored (specs/contracts/openapi.yaml:17)."""
    recipe = make_recipe()
    response = anonymous.get("/api/recipes")
    assert response.status_code == 200
    assert response.json() == {
        "recipes": [
            {
                "slug": recipe.slug,
                "title": recipe.title,
                "ingredients": [],
                "bookmarked": False,
                "bookmarksCount": 0,
                "remarksCount": 0,
                "cook": {"handle": ANY, "motto": ANY, "watching": False, "watchersCount": 0},
                "createdAt": ANY,
            }
        ],
        "recipesCount": 1,
    }


def test_list_recipes_may_be_empty(anonymous: TestClient) -> None:
    """Without rows the list is empty (specs/contracts/openapi.yaml:17)."""
    response = anonymous.get("/api/recipes")
    assert response.status_code == 200
    assert response.json()["recipes"] == []


def test_list_recipes_filters_by_ingredient(
    anonymous: TestClient,
    make_recipe: Callable[..., Recipe],
    make_recipe_ingredient: Callable[..., RecipeIngredient],
) -> None:
    """Only rows that are related as ingredient says are shown
    (specs/contracts/openapi.yaml:12).
    """
    first = make_recipe()
    second = make_recipe()
    make_recipe_ingredient(recipe_id=first.id, ingredient="chosen")
    make_recipe_ingredient(recipe_id=second.id, ingredient="other")
    response = anonymous.get("/api/recipes", params={"ingredient": "chosen"})
    assert [item["slug"] for item in response.json()["recipes"]] == [first.slug]
    response = anonymous.get("/api/recipes", params={"ingredient": "nobody has this"})
    assert [item["slug"] for item in response.json()["recipes"]] == []


def test_list_recipes_filters_by_cook(
    anonymous: TestClient, make_recipe: Callable[..., Recipe], make_cook: Callable[..., Cook]
) -> None:
    """Only rows that are related as cook says are shown (specs/contracts/openapi.yaml:13)."""
    chosen = make_cook()
    another = make_cook()
    first = make_recipe(cook_id=chosen.id)
    make_recipe(cook_id=another.id)
    response = anonymous.get("/api/recipes", params={"cook": chosen.handle})
    assert [item["slug"] for item in response.json()["recipes"]] == [first.slug]
    response = anonymous.get("/api/recipes", params={"cook": "nobody has this"})
    assert [item["slug"] for item in response.json()["recipes"]] == []


def test_list_recipes_has_a_default_order(
    anonymous: TestClient, make_recipe: Callable[..., Recipe]
) -> None:
    """Rows are sorted by created_at unless asked otherwise (specs/spec.md:10)."""
    low = make_recipe(created_at=datetime(2024, 1, 1, tzinfo=UTC))
    high = make_recipe(created_at=datetime(2024, 6, 1, tzinfo=UTC))
    response = anonymous.get("/api/recipes")
    assert [item["slug"] for item in response.json()["recipes"]] == [high.slug, low.slug]


def test_list_recipes_is_cut_into_pages(
    anonymous: TestClient, make_recipe: Callable[..., Recipe]
) -> None:
    """Three rows fill a page of two and another of one (specs/contracts/openapi.yaml:14)."""
    for _ in range(3):
        make_recipe()
    response = anonymous.get("/api/recipes", params={"limit": 2, "offset": 0})
    assert response.status_code == 200
    assert len(response.json()["recipes"]) == 2
    assert response.json()["recipesCount"] == 3
    response = anonymous.get("/api/recipes", params={"limit": 2, "offset": 2})
    assert response.status_code == 200
    assert len(response.json()["recipes"]) == 1


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        pytest.param("limit", "many", id="limit many"),
        pytest.param("limit", "0", id="limit 0"),
        pytest.param("limit", "51", id="limit 51"),
        pytest.param("offset", "many", id="offset many"),
        pytest.param("offset", "-1", id="offset -1"),
    ],
)
def test_list_recipes_refuses_invalid_queries(
    anonymous: TestClient, parameter: str, value: str
) -> None:
    """A query parameter past its rules is named (specs/contracts/openapi.yaml:7)."""
    response = anonymous.get("/api/recipes", params={parameter: value})
    assert response.status_code == 422
    assert parameter in response.text


def test_create_recipe_returns_the_new_recipe(
    client: TestClient, session: Session, make_cook: Callable[..., Cook]
) -> None:
    """The new recipe is shown and stored (specs/contracts/openapi.yaml:36)."""
    cook = make_cook()
    response = client.post(
        "/api/recipes",
        json={
            "title": "Second title",
            "cook_id": str(cook.id),
            "ingredients": ["Second ingredients"],
        },
    )
    assert response.status_code == 201
    assert response.json() == {
        "slug": ANY,
        "title": "Second title",
        "ingredients": ["Second ingredients"],
        "bookmarked": False,
        "bookmarksCount": 0,
        "remarksCount": 0,
        "cook": {"handle": ANY, "motto": ANY, "watching": False, "watchersCount": 0},
        "createdAt": ANY,
    }
    recipe = session.exec(select(Recipe)).one()
    assert recipe.title == "Second title"


def test_create_recipe_fills_in_defaults(
    client: TestClient, session: Session, make_cook: Callable[..., Cook]
) -> None:
    """What may be left out gets its default (specs/contracts/openapi.yaml:36)."""
    cook = make_cook()
    response = client.post("/api/recipes", json={"title": "Second title", "cook_id": str(cook.id)})
    assert response.status_code == 201
    assert response.json() == {
        "slug": ANY,
        "title": "Second title",
        "ingredients": [],
        "bookmarked": False,
        "bookmarksCount": 0,
        "remarksCount": 0,
        "cook": {"handle": ANY, "motto": ANY, "watching": False, "watchersCount": 0},
        "createdAt": ANY,
    }
    recipe = session.exec(select(Recipe)).one()
    assert recipe.title == "Second title"


def test_create_recipe_gives_equal_titles_different_slugs(
    client: TestClient, session: Session, make_cook: Callable[..., Cook]
) -> None:
    """Two rows with one title have two addresses (specs/contracts/openapi.yaml:27)."""
    cook = make_cook()
    path = "/api/recipes"
    content = {
        "title": "Second title",
        "cook_id": str(cook.id),
        "ingredients": ["Second ingredients"],
    }
    response = client.post(path, json=content)
    assert response.status_code == 201
    response = client.post(path, json=content)
    assert response.status_code == 201
    slugs = session.exec(select(Recipe.slug)).all()
    assert len(set(slugs)) == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("title", "x", id="title shortest"),
        pytest.param("title", "x" * 100, id="title longest"),
        pytest.param("ingredients", None, id="ingredients null"),
    ],
)
def test_create_recipe_accepts_values_at_their_limits(
    client: TestClient, make_cook: Callable[..., Cook], field: str, value: Any
) -> None:
    """Limits are inclusive (specs/contracts/openapi.yaml:27)."""
    cook = make_cook()
    content = {"title": "Second title", "cook_id": str(cook.id)}
    response = client.post("/api/recipes", json=content | {field: value})
    assert response.status_code == 201


@pytest.mark.parametrize("field", ["title", "cook_id"])
def test_create_recipe_requires_its_fields(
    client: TestClient, session: Session, make_cook: Callable[..., Cook], field: str
) -> None:
    """A missing field is named (specs/contracts/openapi.yaml:27)."""
    cook = make_cook()
    content = {"title": "Second title", "cook_id": str(cook.id)}
    del content[field]
    response = client.post("/api/recipes", json=content)
    assert response.status_code == 422
    assert field in response.text
    assert session.exec(select(Recipe)).all() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("title", None, id="title null"),
        pytest.param("title", 7, id="title of another type"),
        pytest.param("title", "", id="title too short"),
        pytest.param("title", "x" * 101, id="title too long"),
        pytest.param("cook_id", None, id="cook_id null"),
        pytest.param("cook_id", "not valid", id="cook_id of another type"),
        pytest.param("ingredients", "text", id="ingredients of another type"),
    ],
)
def test_create_recipe_refuses_invalid_values(
    client: TestClient, session: Session, make_cook: Callable[..., Cook], field: str, value: Any
) -> None:
    """Each broken rule is named, and nothing is stored (specs/contracts/openapi.yaml:27)."""
    cook = make_cook()
    content = {"title": "Second title", "cook_id": str(cook.id)}
    response = client.post("/api/recipes", json=content | {field: value})
    assert response.status_code == 422
    assert field in response.text
    assert session.exec(select(Recipe)).all() == []


def test_create_recipe_finds_no_unknown_cook(client: TestClient) -> None:
    """An id that no cook has is answered with 404 (specs/contracts/openapi.yaml:37)."""
    response = client.post(
        "/api/recipes",
        json={"title": "Second title", "cook_id": "00000000-0000-4000-8000-000000000000"},
    )
    assert response.status_code == 404
    assert response.json() == {"detail": "Cook not found"}


def test_list_watched_recipes_shows_a_recipe(
    client: TestClient,
    make_cook: Callable[..., Cook],
    make_cook_watch: Callable[..., CookWatch],
    make_recipe: Callable[..., Recipe],
) -> None:
    """A row is listed as it is stored (specs/contracts/openapi.yaml:45)."""
    tied = make_cook()
    make_cook_watch(cook_id=tied.id, user_id=USER)
    recipe = make_recipe(cook_id=tied.id)
    response = client.get("/api/recipes/watched")
    assert response.status_code == 200
    assert response.json() == [
        {
            "slug": recipe.slug,
            "title": recipe.title,
            "ingredients": ANY,
            "bookmarked": ANY,
            "bookmarksCount": ANY,
            "remarksCount": ANY,
            "cook": {"handle": ANY, "motto": ANY, "watching": ANY, "watchersCount": ANY},
            "createdAt": ANY,
        }
    ]


def test_list_watched_recipes_may_be_empty(
    client: TestClient, make_cook: Callable[..., Cook], make_cook_watch: Callable[..., CookWatch]
) -> None:
    """Without rows the list is empty (specs/contracts/openapi.yaml:45)."""
    tied = make_cook()
    make_cook_watch(cook_id=tied.id, user_id=USER)
    response = client.get("/api/recipes/watched")
    assert response.status_code == 200
    assert response.json() == []


def test_list_watched_recipes_has_a_default_order(
    client: TestClient,
    make_cook: Callable[..., Cook],
    make_cook_watch: Callable[..., CookWatch],
    make_recipe: Callable[..., Recipe],
) -> None:
    """Rows are sorted by created_at unless asked otherwise (specs/spec.md:20)."""
    tied = make_cook()
    make_cook_watch(cook_id=tied.id, user_id=USER)
    low = make_recipe(cook_id=tied.id, created_at=datetime(2024, 1, 1, tzinfo=UTC))
    high = make_recipe(cook_id=tied.id, created_at=datetime(2024, 6, 1, tzinfo=UTC))
    response = client.get("/api/recipes/watched")
    assert [item["slug"] for item in response.json()] == [high.slug, low.slug]


def test_list_watched_recipes_is_cut_into_pages(
    client: TestClient,
    make_cook: Callable[..., Cook],
    make_cook_watch: Callable[..., CookWatch],
    make_recipe: Callable[..., Recipe],
) -> None:
    """Three rows fill a page of two and another of one (specs/contracts/openapi.yaml:43)."""
    tied = make_cook()
    make_cook_watch(cook_id=tied.id, user_id=USER)
    for _ in range(3):
        make_recipe(cook_id=tied.id)
    response = client.get("/api/recipes/watched", params={"limit": 2})
    assert response.status_code == 200
    assert len(response.json()) == 2


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        pytest.param("limit", "many", id="limit many"),
        pytest.param("limit", "0", id="limit 0"),
        pytest.param("limit", "51", id="limit 51"),
    ],
)
def test_list_watched_recipes_refuses_invalid_queries(
    client: TestClient, parameter: str, value: str
) -> None:
    """A query parameter past its rules is named (specs/contracts/openapi.yaml:39)."""
    response = client.get("/api/recipes/watched", params={parameter: value})
    assert response.status_code == 422
    assert parameter in response.text


def test_list_bookmarked_recipes_shows_what_the_caller_is_ti(
    client: TestClient,
    make_recipe: Callable[..., Recipe],
    make_recipe_bookmark: Callable[..., RecipeBookmark],
) -> None:
    """Rows to which others are tied stay hidden (specs/contracts/openapi.yaml:55)."""
    first = make_recipe()
    second = make_recipe()
    make_recipe_bookmark(recipe_id=first.id, user_id=USER)
    make_recipe_bookmark(recipe_id=second.id, user_id=OTHER_USER)
    response = client.get("/api/recipes/bookmarked")
    assert response.status_code == 200
    assert response.json() == [
        {
            "slug": first.slug,
            "title": first.title,
            "ingredients": ANY,
            "bookmarked": ANY,
            "bookmarksCount": ANY,
            "remarksCount": ANY,
            "cook": {"handle": ANY, "motto": ANY, "watching": ANY, "watchersCount": ANY},
            "createdAt": ANY,
        }
    ]


def test_list_bookmarked_recipes_may_be_empty(client: TestClient) -> None:
    """Who is tied to nothing gets an empty list (specs/contracts/openapi.yaml:55)."""
    response = client.get("/api/recipes/bookmarked")
    assert response.status_code == 200
    assert response.json() == []


def test_read_recipe_returns_the_recipe(
    anonymous: TestClient, make_recipe: Callable[..., Recipe]
) -> None:
    """A recipe is shown as it is stored (specs/contracts/openapi.yaml:67)."""
    recipe = make_recipe()
    response = anonymous.get(f"/api/recipes/{recipe.slug}")
    assert response.status_code == 200
    assert response.json() == {
        "slug": recipe.slug,
        "title": recipe.title,
        "ingredients": [],
        "bookmarked": False,
        "bookmarksCount": 0,
        "remarksCount": 0,
        "cook": {"handle": ANY, "motto": ANY, "watching": False, "watchersCount": 0},
        "createdAt": ANY,
    }


def test_read_recipe_finds_no_unknown_recipe(anonymous: TestClient) -> None:
    """An id that no recipe has is answered with 404 (specs/contracts/openapi.yaml:68)."""
    response = anonymous.get("/api/recipes/00000000-0000-4000-8000-000000000000")
    assert response.status_code == 404
    assert response.json() == {"detail": "Recipe not found"}


def test_change_recipe_changes_the_recipe(
    client: TestClient, session: Session, make_recipe: Callable[..., Recipe]
) -> None:
    """A recipe is changed as asked, and in nothing else (specs/contracts/openapi.yaml:78)."""
    recipe = make_recipe()
    kept = recipe.model_dump(exclude={"title", "slug"})
    response = client.put(
        f"/api/recipes/{recipe.slug}",
        json={"title": "Second title", "ingredients": ["Second ingredients"]},
    )
    assert response.status_code == 200
    assert response.json() == {
        "slug": ANY,
        "title": "Second title",
        "ingredients": ["Second ingredients"],
        "bookmarked": False,
        "bookmarksCount": 0,
        "remarksCount": 0,
        "cook": {"handle": ANY, "motto": ANY, "watching": False, "watchersCount": 0},
        "createdAt": ANY,
    }
    session.refresh(recipe)
    assert recipe.title == "Second title"
    assert recipe.model_dump(exclude={"title", "slug"}) == kept


def test_change_recipe_keeps_what_is_not_sent(
    client: TestClient, session: Session, make_recipe: Callable[..., Recipe]
) -> None:
    """Only the fields that are sent change (specs/contracts/openapi.yaml:78)."""
    recipe = make_recipe()
    kept = recipe.model_dump(exclude={"title", "slug"})
    response = client.put(f"/api/recipes/{recipe.slug}", json={"title": "Second title"})
    assert response.status_code == 200
    assert response.json() == {
        "slug": ANY,
        "title": "Second title",
        "ingredients": [],
        "bookmarked": False,
        "bookmarksCount": 0,
        "remarksCount": 0,
        "cook": {"handle": ANY, "motto": ANY, "watching": False, "watchersCount": 0},
        "createdAt": ANY,
    }
    session.refresh(recipe)
    assert recipe.title == "Second title"
    assert recipe.model_dump(exclude={"title", "slug"}) == kept


def test_change_recipe_renews_the_slug_with_its_title(
    client: TestClient, session: Session, make_recipe: Callable[..., Recipe]
) -> None:
    """The slug follows the title, and stays with the same title (specs/spec.md:16)."""
    recipe = make_recipe()
    before = recipe.slug
    response = client.put(f"/api/recipes/{recipe.slug}", json={"title": recipe.title})
    assert response.status_code == 200
    session.refresh(recipe)
    assert recipe.slug == before
    response = client.put(f"/api/recipes/{recipe.slug}", json={"title": "Quite another title"})
    assert response.status_code == 200
    session.refresh(recipe)
    assert recipe.slug == "quite-another-title"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("title", "x", id="title shortest"),
        pytest.param("title", "x" * 100, id="title longest"),
        pytest.param("ingredients", None, id="ingredients null"),
    ],
)
def test_change_recipe_accepts_values_at_their_limits(
    client: TestClient, make_recipe: Callable[..., Recipe], field: str, value: Any
) -> None:
    """Limits are inclusive (specs/contracts/openapi.yaml:69)."""
    recipe = make_recipe()
    content = {"title": "Second title"}
    response = client.put(f"/api/recipes/{recipe.slug}", json=content | {field: value})
    assert response.status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("title", None, id="title null"),
        pytest.param("title", 7, id="title of another type"),
        pytest.param("title", "", id="title too short"),
        pytest.param("title", "x" * 101, id="title too long"),
        pytest.param("ingredients", "text", id="ingredients of another type"),
    ],
)
def test_change_recipe_refuses_invalid_values(
    client: TestClient, make_recipe: Callable[..., Recipe], field: str, value: Any
) -> None:
    """Each broken rule is named, and nothing is stored (specs/contracts/openapi.yaml:69)."""
    recipe = make_recipe()
    content = {"title": "Second title"}
    response = client.put(f"/api/recipes/{recipe.slug}", json=content | {field: value})
    assert response.status_code == 422
    assert field in response.text


def test_change_recipe_finds_no_unknown_recipe(client: TestClient) -> None:
    """An id that no recipe has is answered with 404 (specs/contracts/openapi.yaml:79)."""
    response = client.put(
        "/api/recipes/00000000-0000-4000-8000-000000000000", json={"title": "Second title"}
    )
    assert response.status_code == 404
    assert response.json() == {"detail": "Recipe not found"}


def test_bookmark_recipe_ties_the_caller_once(
    client: TestClient,
    session: Session,
    make_recipe: Callable[..., Recipe],
    make_recipe_bookmark: Callable[..., RecipeBookmark],
) -> None:
    """The caller is tied to the row, beside others, and twice is once
    (specs/contracts/openapi.yaml:82).
    """
    recipe = make_recipe()
    make_recipe_bookmark(recipe_id=recipe.id, user_id=OTHER_USER)
    path = f"/api/recipes/{recipe.slug}/bookmark"
    response = client.post(path)
    assert response.status_code == 200
    assert response.json() == {
        "slug": recipe.slug,
        "title": recipe.title,
        "ingredients": ANY,
        "bookmarked": ANY,
        "bookmarksCount": ANY,
        "remarksCount": ANY,
        "cook": {"handle": ANY, "motto": ANY, "watching": ANY, "watchersCount": ANY},
        "createdAt": ANY,
    }
    assert response.json()["bookmarked"] is True
    assert response.json()["bookmarksCount"] == 2
    response = client.post(path)
    assert response.status_code == 200
    assert response.json()["bookmarked"] is True
    assert response.json()["bookmarksCount"] == 2
    assert sorted(session.exec(select(RecipeBookmark.user_id)).all()) == [USER, OTHER_USER]


def test_bookmark_recipe_withstands_ten_at_once(
    client: TestClient, session: Session, make_recipe: Callable[..., Recipe]
) -> None:
    """Ten equal requests at once make one row, and none fails
    (specs/contracts/openapi.yaml:82).
    """
    recipe = make_recipe()
    path = f"/api/recipes/{recipe.slug}/bookmark"

    async def attempt() -> list[int]:
        transport = ASGITransport(app, raise_app_exceptions=False)
        headers = dict(client.headers)
        async with AsyncClient(
            transport=transport, base_url="http://test", headers=headers
        ) as many:
            responses = await asyncio.gather(*(many.post(path) for _ in range(10)))
        return [response.status_code for response in responses]

    assert max(asyncio.run(attempt())) < 500
    assert sorted(session.exec(select(RecipeBookmark.user_id)).all()) == [USER]


def test_bookmark_recipe_finds_no_unknown_recipe(client: TestClient) -> None:
    """An id that no recipe has is answered with 404 (specs/contracts/openapi.yaml:87)."""
    response = client.post("/api/recipes/00000000-0000-4000-8000-000000000000/bookmark")
    assert response.status_code == 404
    assert response.json() == {"detail": "Recipe not found"}


def test_unbookmark_recipe_unties_the_caller_alone(
    client: TestClient,
    session: Session,
    make_recipe: Callable[..., Recipe],
    make_recipe_bookmark: Callable[..., RecipeBookmark],
) -> None:
    """The caller is untied, others stay tied, and twice is once
    (specs/contracts/openapi.yaml:88).
    """
    recipe = make_recipe()
    make_recipe_bookmark(recipe_id=recipe.id, user_id=USER)
    make_recipe_bookmark(recipe_id=recipe.id, user_id=OTHER_USER)
    path = f"/api/recipes/{recipe.slug}/bookmark"
    response = client.delete(path)
    assert response.status_code == 204
    response = client.delete(path)
    assert response.status_code == 204
    assert sorted(session.exec(select(RecipeBookmark.user_id)).all()) == [OTHER_USER]


def test_unbookmark_recipe_finds_no_unknown_recipe(client: TestClient) -> None:
    """An id that no recipe has is answered with 404 (specs/contracts/openapi.yaml:93)."""
    response = client.delete("/api/recipes/00000000-0000-4000-8000-000000000000/bookmark")
    assert response.status_code == 404
    assert response.json() == {"detail": "Recipe not found"}


def test_list_remarks_shows_a_remark(
    anonymous: TestClient, make_recipe: Callable[..., Recipe], make_remark: Callable[..., Remark]
) -> None:
    """A row is listed as it is stored (specs/contracts/openapi.yaml:101)."""
    recipe = make_recipe()
    remark = make_remark(recipe_id=recipe.id)
    response = anonymous.get(f"/api/recipes/{recipe.slug}/remarks")
    assert response.status_code == 200
    assert response.json() == [{"id": str(remark.id), "text": remark.text, "created_at": ANY}]


def test_list_remarks_may_be_empty(
    anonymous: TestClient, make_recipe: Callable[..., Recipe]
) -> None:
    """Without rows the list is empty (specs/contracts/openapi.yaml:101)."""
    recipe = make_recipe()
    response = anonymous.get(f"/api/recipes/{recipe.slug}/remarks")
    assert response.status_code == 200
    assert response.json() == []


def test_list_remarks_finds_no_unknown_recipe(anonymous: TestClient) -> None:
    """An id that no recipe has is answered with 404 (specs/contracts/openapi.yaml:96)."""
    response = anonymous.get("/api/recipes/00000000-0000-4000-8000-000000000000/remarks")
    assert response.status_code == 404
    assert response.json() == {"detail": "Recipe not found"}


def test_create_remark_returns_the_new_remark(
    client: TestClient, session: Session, make_recipe: Callable[..., Recipe]
) -> None:
    """The new remark is shown and stored (specs/contracts/openapi.yaml:118)."""
    recipe = make_recipe()
    response = client.post(f"/api/recipes/{recipe.slug}/remarks", json={"text": "Second text"})
    assert response.status_code == 201
    assert response.json() == {"id": ANY, "text": "Second text", "created_at": ANY}
    remark = session.exec(select(Remark)).one()
    assert remark.recipe_id == recipe.id
    assert remark.text == "Second text"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("text", "x", id="text shortest"),
        pytest.param("text", "x" * 500, id="text longest"),
    ],
)
def test_create_remark_accepts_values_at_their_limits(
    client: TestClient, make_recipe: Callable[..., Recipe], field: str, value: Any
) -> None:
    """Limits are inclusive (specs/contracts/openapi.yaml:106)."""
    recipe = make_recipe()
    content = {"text": "Second text"}
    response = client.post(f"/api/recipes/{recipe.slug}/remarks", json=content | {field: value})
    assert response.status_code == 201
    assert response.json()[field] == value


@pytest.mark.parametrize("field", ["text"])
def test_create_remark_requires_its_fields(
    client: TestClient, session: Session, make_recipe: Callable[..., Recipe], field: str
) -> None:
    """A missing field is named (specs/contracts/openapi.yaml:106)."""
    recipe = make_recipe()
    content = {"text": "Second text"}
    del content[field]
    response = client.post(f"/api/recipes/{recipe.slug}/remarks", json=content)
    assert response.status_code == 422
    assert field in response.text
    assert session.exec(select(Remark)).all() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("text", None, id="text null"),
        pytest.param("text", 7, id="text of another type"),
        pytest.param("text", "", id="text too short"),
        pytest.param("text", "x" * 501, id="text too long"),
    ],
)
def test_create_remark_refuses_invalid_values(
    client: TestClient, session: Session, make_recipe: Callable[..., Recipe], field: str, value: Any
) -> None:
    """Each broken rule is named, and nothing is stored (specs/contracts/openapi.yaml:106)."""
    recipe = make_recipe()
    content = {"text": "Second text"}
    response = client.post(f"/api/recipes/{recipe.slug}/remarks", json=content | {field: value})
    assert response.status_code == 422
    assert field in response.text
    assert session.exec(select(Remark)).all() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("id", "11111111-1111-4111-8111-111111111111", id="id"),
        pytest.param("created_at", "2030-06-01T12:00:00Z", id="created_at"),
    ],
)
def test_create_remark_ignores_other_fields(
    client: TestClient, make_recipe: Callable[..., Recipe], field: str, value: Any
) -> None:
    """A field that cannot be set changes nothing (specs/contracts/openapi.yaml:106)."""
    recipe = make_recipe()
    content = {"text": "Second text"}
    response = client.post(f"/api/recipes/{recipe.slug}/remarks", json=content | {field: value})
    assert response.status_code == 201
    assert response.json()[field] != value


def test_create_remark_finds_no_unknown_recipe(client: TestClient) -> None:
    """An id that no recipe has is answered with 404 (specs/contracts/openapi.yaml:123)."""
    response = client.post(
        "/api/recipes/00000000-0000-4000-8000-000000000000/remarks", json={"text": "Second text"}
    )
    assert response.status_code == 404
    assert response.json() == {"detail": "Recipe not found"}
