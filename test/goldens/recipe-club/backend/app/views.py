"""Rows as clients see them, with what belongs to them."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.models import Cook, CookWatch, Recipe, RecipeBookmark, RecipeIngredient, Remark
from app.schemas import CookView, RecipeView


async def watching_of_cooks(
    session: AsyncSession, rows: Sequence[Cook], caller: str | None
) -> set[UUID]:
    """Return the keys of those cooks that the caller is tied to."""
    if caller is None:
        return set()
    statement = select(CookWatch.cook_id).where(
        col(CookWatch.cook_id).in_([row.id for row in rows]), CookWatch.user_id == caller
    )
    return set((await session.exec(statement)).all())


async def watchers_count_of_cooks(session: AsyncSession, rows: Sequence[Cook]) -> dict[UUID, int]:
    """Return how many rows belong to each of the cooks that have any."""
    statement = (
        select(CookWatch.cook_id, func.count())
        .where(col(CookWatch.cook_id).in_([row.id for row in rows]))
        .group_by(col(CookWatch.cook_id))
    )
    return dict((await session.exec(statement)).all())


async def show_cooks_view(
    session: AsyncSession, rows: Sequence[Cook], caller: str | None
) -> list[CookView]:
    """Return cooks as clients see them, with one query for each relation."""
    watching = await watching_of_cooks(session, rows, caller)
    watchers_count = await watchers_count_of_cooks(session, rows)
    return [
        CookView(
            handle=cook.handle,
            motto=cook.motto,
            watching=cook.id in watching,
            watchers_count=watchers_count.get(cook.id, 0),
        )
        for cook in rows
    ]


async def show_cook_view(session: AsyncSession, cook: Cook, caller: str | None) -> CookView:
    """Return one cook as clients see it."""
    shown = await show_cooks_view(session, [cook], caller)
    return shown[0]


async def ingredients_of_recipes(
    session: AsyncSession, rows: Sequence[Recipe]
) -> defaultdict[UUID, list[str]]:
    """Return the texts of each of the recipes, in their order."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    statement = (
        select(RecipeIngredient.recipe_id, RecipeIngredient.ingredient)
        .where(col(RecipeIngredient.recipe_id).in_([row.id for row in rows]))
        .order_by(col(RecipeIngredient.position))
    )
    for key, text in (await session.exec(statement)).all():
        found[key].append(text)
    return found


async def bookmarked_of_recipes(
    session: AsyncSession, rows: Sequence[Recipe], caller: str | None
) -> set[UUID]:
    """Return the keys of those recipes that the caller is tied to."""
    if caller is None:
        return set()
    statement = select(RecipeBookmark.recipe_id).where(
        col(RecipeBookmark.recipe_id).in_([row.id for row in rows]),
        RecipeBookmark.user_id == caller,
    )
    return set((await session.exec(statement)).all())


async def bookmarks_count_of_recipes(
    session: AsyncSession, rows: Sequence[Recipe]
) -> dict[UUID, int]:
    """Return how many rows belong to each of the recipes that have any."""
    statement = (
        select(RecipeBookmark.recipe_id, func.count())
        .where(col(RecipeBookmark.recipe_id).in_([row.id for row in rows]))
        .group_by(col(RecipeBookmark.recipe_id))
    )
    return dict((await session.exec(statement)).all())


async def remarks_count_of_recipes(
    session: AsyncSession, rows: Sequence[Recipe]
) -> dict[UUID, int]:
    """Return how many rows belong to each of the recipes that have any."""
    statement = (
        select(Remark.recipe_id, func.count())
        .where(col(Remark.recipe_id).in_([row.id for row in rows]))
        .group_by(col(Remark.recipe_id))
    )
    return dict((await session.exec(statement)).all())


async def cook_of_recipes(
    session: AsyncSession, rows: Sequence[Recipe], caller: str | None
) -> dict[UUID, CookView]:
    """Return what the recipes refer to, by its key."""
    statement = select(Cook).where(col(Cook.id).in_({row.cook_id for row in rows}))
    found = (await session.exec(statement)).all()
    return dict(
        zip([row.id for row in found], await show_cooks_view(session, found, caller), strict=True)
    )


async def show_recipes_view(
    session: AsyncSession, rows: Sequence[Recipe], caller: str | None
) -> list[RecipeView]:
    """Return recipes as clients see them, with one query for each relation."""
    ingredients = await ingredients_of_recipes(session, rows)
    bookmarked = await bookmarked_of_recipes(session, rows, caller)
    bookmarks_count = await bookmarks_count_of_recipes(session, rows)
    remarks_count = await remarks_count_of_recipes(session, rows)
    cook = await cook_of_recipes(session, rows, caller)
    return [
        RecipeView(
            slug=recipe.slug,
            title=recipe.title,
            ingredients=ingredients[recipe.id],
            bookmarked=recipe.id in bookmarked,
            bookmarks_count=bookmarks_count.get(recipe.id, 0),
            remarks_count=remarks_count.get(recipe.id, 0),
            cook=cook[recipe.cook_id],
            created_at=recipe.created_at,
        )
        for recipe in rows
    ]


async def show_recipe_view(session: AsyncSession, recipe: Recipe, caller: str | None) -> RecipeView:
    """Return one recipe as clients see it."""
    shown = await show_recipes_view(session, [recipe], caller)
    return shown[0]
