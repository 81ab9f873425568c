"""Routes of plants."""

from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, HTTPException, Query, status
from sqlmodel import col, or_, select
from sqlmodel.ext.asyncio.session import AsyncSession

from app.auth import UserDep
from app.database import SessionDep
from app.errors import error_responses
from app.models import Plant, utc_now
from app.schemas import PlantCreate, PlantPublic, PlantUpdate
from app.validation import ParameterText, PlainInteger, StrictRoute

router = APIRouter(prefix="/api/plants", tags=["plants"], route_class=StrictRoute)

SORT_COLUMNS = {"created_at": col(Plant.created_at), "name": col(Plant.name)}


async def find_plant(
    session: AsyncSession, owner_id: str, plant_id: UUID, *, lock: bool = False
) -> Plant:
    """Return a plant of its owner; a row to be changed is locked."""
    statement = select(Plant).where(Plant.id == plant_id, Plant.user_id == owner_id)
    if lock:
        statement = statement.with_for_update()
    plant = (await session.exec(statement)).one_or_none()
    if plant is None:
        raise HTTPException(status.HTTP_404_NOT_FOUND, "Plant not found")
    return plant


@router.get("", responses=error_responses(401, 422, 503))
async def list_plants(
    current_user: UserDep,
    session: SessionDep,
    room: Annotated[
        ParameterText | None, Query(max_length=50, description="Room that the plants stand in")
    ] = None,
    archived: Annotated[bool | None, Query(description="Value of the archived flag")] = None,
    search: Annotated[
        ParameterText | None,
        Query(max_length=100, description="Part of the name or of the species"),
    ] = None,
    sort: Annotated[
        Literal["created_at", "name"], Query(description="Field to sort by")
    ] = "created_at",
    order: Annotated[Literal["asc", "desc"], Query(description="Direction of the order")] = "desc",
    limit: Annotated[int, Query(ge=1, le=100), PlainInteger] = 20,
    offset: Annotated[int, Query(ge=0, le=2147483647), PlainInteger] = 0,
) -> list[PlantPublic]:
    """List the caller's plants (specs/001-plant-diary/contracts/openapi.yaml:35)."""
    statement = select(Plant).where(Plant.user_id == current_user["id"])
    if room is not None:
        statement = statement.where(col(Plant.room) == room)
    if archived is not None:
        statement = statement.where(col(Plant.archived) == archived)
    if search is not None:
        statement = statement.where(
            or_(
                col(Plant.name).icontains(search, autoescape=True),
                col(Plant.species).icontains(search, autoescape=True),
            )
        )
    column = SORT_COLUMNS[sort]
    direction = column.asc() if order == "asc" else column.desc()
    # The key settles the order of equal values.
    plants = (
        await session.exec(statement.order_by(direction, col(Plant.id)).offset(offset).limit(limit))
    ).all()
    return [PlantPublic.model_validate(plant) for plant in plants]


@router.post("", status_code=status.HTTP_201_CREATED, responses=error_responses(401, 413, 422, 503))
async def create_plant(
    current_user: UserDep, body: PlantCreate, session: SessionDep
) -> PlantPublic:
    """Write down a plant (specs/001-plant-diary/contracts/openapi.yaml:76)."""
    plant = Plant(
        user_id=current_user["id"],
        name=body.name,
        species=body.species,
        room=body.room,
        watering_interval_days=body.watering_interval_days,
        notes=body.notes,
    )
    session.add(plant)
    await session.commit()
    return PlantPublic.model_validate(plant)


@router.get("/{plant_id}", responses=error_responses(401, 404, 422, 503))
async def get_plant(current_user: UserDep, plant_id: UUID, session: SessionDep) -> PlantPublic:
    """Read one plant (specs/001-plant-diary/contracts/openapi.yaml:102)."""
    plant = await find_plant(session, current_user["id"], plant_id)
    return PlantPublic.model_validate(plant)


@router.patch("/{plant_id}", responses=error_responses(401, 404, 413, 422, 503))
async def update_plant(
    current_user: UserDep, plant_id: UUID, body: PlantUpdate, session: SessionDep
) -> PlantPublic:
    """Change some fields of a plant (specs/001-plant-diary/contracts/openapi.yaml:115)."""
    if body.model_fields_set.isdisjoint(
        {"name", "species", "room", "watering_interval_days", "notes"}
    ):
        raise HTTPException(
            status.HTTP_422_UNPROCESSABLE_CONTENT, "At least one field must be provided"
        )
    plant = await find_plant(session, current_user["id"], plant_id, lock=True)
    if body.name is not None:
        plant.name = body.name
    if "species" in body.model_fields_set:
        plant.species = body.species
    if "room" in body.model_fields_set:
        plant.room = body.room
    if body.watering_interval_days is not None:
        plant.watering_interval_days = body.watering_interval_days
    if "notes" in body.model_fields_set:
        plant.notes = body.notes
    plant.updated_at = utc_now()
    await session.commit()
    return PlantPublic.model_validate(plant)


@router.delete(
    "/{plant_id}",
    status_code=status.HTTP_204_NO_CONTENT,
    responses=error_responses(401, 404, 422, 503),
)
async def delete_plant(current_user: UserDep, plant_id: UUID, session: SessionDep) -> None:
    """Remove a plant for good (specs/001-plant-diary/contracts/openapi.yaml:133)."""
    plant = await find_plant(session, current_user["id"], plant_id, lock=True)
    await session.delete(plant)
    await session.commit()


@router.patch("/{plant_id}/archive", responses=error_responses(401, 404, 422, 503))
async def toggle_plant_archived(
    current_user: UserDep, plant_id: UUID, session: SessionDep
) -> PlantPublic:
    """Toggle the archived flag of a plant (specs/001-plant-diary/contracts/openapi.yaml:147)."""
    plant = await find_plant(session, current_user["id"], plant_id, lock=True)
    plant.archived = not plant.archived
    plant.updated_at = utc_now()
    await session.commit()
    return PlantPublic.model_validate(plant)
