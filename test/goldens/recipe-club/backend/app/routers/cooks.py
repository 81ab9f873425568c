"""Routes of cooks."""

from fastapi import APIRouter, HTTPException, status
from sqlmodel import col, delete, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth import OptionalUserDep, UserDep
from app.database import SessionDep
from app.errors import error_responses
from app.models import Cook, CookWatch
from app.relations import link
from app.schemas import CookView
from app.validation import ParameterText
from app.views import show_cook_view

router = APIRouter(prefix="/api/cooks/{handle}", tags=["cooks"])


async def find_cook(session: AsyncSession, cook_handle: str) -> Cook:
    """Return a cook."""
    cook = (await session.exec(select(Cook).where(Cook.handle == cook_handle))).one_or_none()
    if cook is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "Cook not found")
    return cook


@router.get("", responses=error_responses(401, 404, 503), openapi_extra={"security": [{}]})
async def read_cook(
    current_user: OptionalUserDep, handle: ParameterText, session: SessionDep
) -> CookView:
    """Read a cook (specs/contracts/openapi.yaml:128)."""
    cook = await find_cook(session, handle)
    return await show_cook_view(session, cook, current_user["id"] if current_user else None)


@router.post("/watch", responses=error_responses(401, 404, 409, 503))
async def watch_cook(current_user: UserDep, handle: ParameterText, session: SessionDep) -> CookView:
    """Watch a cook (specs/contracts/openapi.yaml:137)."""
    cook = await find_cook(session, handle)
    if not await link(session, CookWatch(cook_id=cook.id, user_id=current_user["id"])):
        raise HTTPException(status.HTTP_409_CONFLICT, "The cook is watched already")
    await session.commit()
    return await show_cook_view(session, cook, current_user["id"])


@router.delete("/watch", responses=error_responses(401, 404, 503))
async def unwatch_cook(
    current_user: UserDep, handle: ParameterText, session: SessionDep
) -> CookView:
    """Stop watching a cook (specs/contracts/openapi.yaml:143)."""
    cook = await find_cook(session, handle)
    await session.exec(
        delete(CookWatch).where(
            col(CookWatch.cook_id) == cook.id, col(CookWatch.user_id) == current_user["id"]
        )
    )
    await session.commit()
    return await show_cook_view(session, cook, current_user["id"])
