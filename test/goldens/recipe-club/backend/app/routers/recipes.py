"""Routes of recipes."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, HTTPException, Query, status
from sqlmodel import col, delete, func, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth import OptionalUserDep, UserDep, get_current_user
from app.database import SessionDep
from app.errors import error_responses
from app.models import Cook, CookWatch, Recipe, RecipeBookmark, RecipeIngredient, Remark
from app.relations import link
from app.schemas import (
    RecipeCreate,
    RecipePage,
    RecipeUpdate,
    RecipeView,
    RemarkCreate,
    RemarkPublic,
)
from app.slugs import free_slug
from app.validation import ParameterText, PlainInteger, StrictRoute
from app.views import show_recipe_view, show_recipes_view

router = APIRouter(prefix="/api/recipes", tags=["recipes"], route_class=StrictRoute)


async def find_cook(session: AsyncSession, cook_id: UUID) -> Cook:
    """Return a cook."""
    cook = (await session.exec(select(Cook).where(Cook.id == cook_id))).one_or_none()
    if cook is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "Cook not found")
    return cook


async def find_recipe(session: AsyncSession, recipe_slug: str, *, lock: bool = False) -> Recipe:
    """Return a recipe; a row to be changed is locked."""
    statement = select(Recipe).where(Recipe.slug == recipe_slug)
    if lock:
        statement = statement.with_for_update()
    recipe = (await session.exec(statement)).one_or_none()
    if recipe is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "Recipe not found")
    return recipe


@router.get("", responses=error_responses(401, 422, 503), openapi_extra={"security": [{}]})
async def list_recipes(
    current_user: OptionalUserDep,
    session: SessionDep,
    ingredient: ParameterText | None = None,
    cook: Annotated[ParameterText | None, Query(description="Handle of the cook")] = None,
    limit: Annotated[int, Query(ge=1, le=50), PlainInteger] = 20,
    offset: Annotated[int, Query(ge=0, le=2147483647), PlainInteger] = 0,
) -> RecipePage:
    """Authentication optional (specs/spec.md:10)."""
    statement = select(Recipe)
    if ingredient is not None:
        statement = statement.where(
            col(Recipe.id).in_(
                select(RecipeIngredient.recipe_id).where(
                    col(RecipeIngredient.ingredient) == ingredient
                )
            )
        )
    if cook is not None:
        statement = statement.where(
            col(Recipe.cook_id).in_(select(Cook.id).where(col(Cook.handle) == cook))
        )
    total = (await session.exec(select(func.count()).select_from(statement.subquery()))).one()
    recipes = (
        await session.exec(
            statement.order_by(col(Recipe.created_at).desc(), col(Recipe.id))
            .offset(offset)
            .limit(limit)
        )
    ).all()
    return RecipePage(
        recipes=await show_recipes_view(
            session, recipes, current_user["id"] if current_user else None
        ),
        recipes_count=total,
    )


@router.post(
    "", status_code=status.HTTP_201_CREATED, responses=error_responses(401, 404, 413, 422, 503)
)
async def create_recipe(
    current_user: UserDep, body: RecipeCreate, session: SessionDep
) -> RecipeView:
    """Publish a recipe (specs/contracts/openapi.yaml:29)."""
    await find_cook(session, body.cook_id)
    recipe = Recipe(
        title=body.title,
        cook_id=body.cook_id,
        slug=await free_slug(session, Recipe.slug, body.title, reserved={"bookmarked", "watched"}),
    )
    session.add(recipe)
    if body.ingredients is not None:
        await session.flush()
        session.add_all(
            [
                RecipeIngredient(recipe_id=recipe.id, position=position, ingredient=text)
                for position, text in enumerate(dict.fromkeys(body.ingredients))
            ]
        )
    await session.commit()
    return await show_recipe_view(session, recipe, current_user["id"])


@router.get("/watched", responses=error_responses(401, 422, 503))
async def list_watched_recipes(
    current_user: UserDep,
    session: SessionDep,
    limit: Annotated[int, Query(ge=1, le=50), PlainInteger] = 20,
) -> list[RecipeView]:
    """Authentication required (specs/spec.md:20)."""
    statement = select(Recipe).where(
        col(Recipe.cook_id).in_(
            select(CookWatch.cook_id).where(col(CookWatch.user_id) == current_user["id"])
        )
    )
    recipes = (
        await session.exec(
            statement.order_by(col(Recipe.created_at).desc(), col(Recipe.id)).limit(limit)
        )
    ).all()
    return await show_recipes_view(session, recipes, current_user["id"])


@router.get("/bookmarked", responses=error_responses(401, 503))
async def list_bookmarked_recipes(current_user: UserDep, session: SessionDep) -> list[RecipeView]:
    """List the recipes that the member has bookmarked (specs/contracts/openapi.yaml:53)."""
    statement = select(Recipe).where(
        col(Recipe.id).in_(
            select(RecipeBookmark.recipe_id).where(
                col(RecipeBookmark.user_id) == current_user["id"]
            )
        )
    )
    recipes = (await session.exec(statement.order_by(col(Recipe.id)))).all()
    return await show_recipes_view(session, recipes, current_user["id"])


@router.get("/{slug}", responses=error_responses(401, 404, 503), openapi_extra={"security": [{}]})
async def read_recipe(
    current_user: OptionalUserDep, slug: ParameterText, session: SessionDep
) -> RecipeView:
    """Read a recipe (specs/contracts/openapi.yaml:64)."""
    recipe = await find_recipe(session, slug)
    return await show_recipe_view(session, recipe, current_user["id"] if current_user else None)


@router.put("/{slug}", responses=error_responses(401, 404, 413, 422, 503))
async def change_recipe(
    current_user: UserDep, slug: ParameterText, body: RecipeUpdate, session: SessionDep
) -> RecipeView:
    """Change a recipe (specs/contracts/openapi.yaml:71)."""
    recipe = await find_recipe(session, slug, lock=True)
    if body.title is not None and body.title != recipe.title:
        recipe.slug = await free_slug(
            session,
            Recipe.slug,
            body.title,
            reserved={"bookmarked", "watched"},
            current=recipe.slug,
        )
    if body.title is not None:
        recipe.title = body.title
    if body.ingredients is not None:
        await session.exec(
            delete(RecipeIngredient).where(col(RecipeIngredient.recipe_id) == recipe.id)
        )
        session.add_all(
            [
                RecipeIngredient(recipe_id=recipe.id, position=position, ingredient=text)
                for position, text in enumerate(dict.fromkeys(body.ingredients))
            ]
        )
    await session.commit()
    return await show_recipe_view(session, recipe, current_user["id"])


@router.post("/{slug}/bookmark", responses=error_responses(401, 404, 503))
async def bookmark_recipe(
    current_user: UserDep, slug: ParameterText, session: SessionDep
) -> RecipeView:
    """Bookmark a recipe (specs/contracts/openapi.yaml:84)."""
    recipe = await find_recipe(session, slug)
    await link(session, RecipeBookmark(recipe_id=recipe.id, user_id=current_user["id"]))
    await session.commit()
    return await show_recipe_view(session, recipe, current_user["id"])


@router.delete(
    "/{slug}/bookmark",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=error_responses(401, 404, 503),
)
async def unbookmark_recipe(
    current_user: UserDep, slug: ParameterText, session: SessionDep
) -> None:
    """Remove a bookmark (specs/contracts/openapi.yaml:90)."""
    recipe = await find_recipe(session, slug)
    await session.exec(
        delete(RecipeBookmark).where(
            col(RecipeBookmark.recipe_id) == recipe.id,
            col(RecipeBookmark.user_id) == current_user["id"],
        )
    )
    await session.commit()


@router.get("/{slug}/remarks", responses=error_responses(404, 503))
async def list_remarks(slug: ParameterText, session: SessionDep) -> list[RemarkPublic]:
    """List the remarks on a recipe (specs/contracts/openapi.yaml:98)."""
    recipe = await find_recipe(session, slug)
    statement = select(Remark).where(col(Remark.recipe_id) == recipe.id)
    remarks = (await session.exec(statement.order_by(col(Remark.id)))).all()
    return [RemarkPublic.model_validate(remark) for remark in remarks]


@router.post(
    "/{slug}/remarks",
    status_code=status.HTTP_201_CREATED,
    dependencies=[Depends(get_current_user)],
    responses=error_responses(401, 404, 413, 422, 503),
)
async def create_remark(
    slug: ParameterText, body: RemarkCreate, session: SessionDep
) -> RemarkPublic:
    """Remark on a recipe (specs/contracts/openapi.yaml:108)."""
    recipe = await find_recipe(session, slug)
    remark = Remark(recipe_id=recipe.id, text=body.text)
    session.add(remark)
    await session.commit()
    return RemarkPublic.model_validate(remark)
