"""Routes of ingredients."""

from fastapi import APIRouter
from sqlmodel import col, select

from app.database import SessionDep
from app.errors import error_responses
from app.models import RecipeIngredient

router = APIRouter(prefix="/api/ingredients", tags=["ingredients"])


@router.get("", responses=error_responses(503))
async def list_ingredients(session: SessionDep) -> list[str]:
    """List all ingredients (specs/contracts/openapi.yaml:149)."""
    ingredients = list(
        (
            await session.exec(
                select(RecipeIngredient.ingredient)
                .distinct()
                .order_by(col(RecipeIngredient.ingredient))
            )
        ).all()
    )
    return ingredients
