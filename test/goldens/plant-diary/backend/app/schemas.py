"""Bodies of requests and responses."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StrictInt

from app.validation import NonBlankText, NotNull, RequestBody, Text


class PlantCreate(RequestBody):
    """A new plant (specs/001-plant-diary/contracts/openapi.yaml:179)."""

    name: Text = Field(min_length=1, max_length=100)
    species: Text | None = Field(default=None, max_length=200)
    room: Text | None = Field(default=None, max_length=50)
    watering_interval_days: StrictInt = Field(default=7, ge=1, le=365)
    notes: Text | None = Field(default=None, max_length=2000)


class PlantUpdate(RequestBody):
    """Changes to a plant (specs/001-plant-diary/contracts/openapi.yaml:189)."""

    model_config = ConfigDict(json_schema_extra={"minProperties": 1})

    name: Annotated[NonBlankText | None, NotNull] = Field(
        default=None, min_length=1, max_length=100
    )
    species: Text | None = Field(default=None, max_length=200)
    room: Text | None = Field(default=None, max_length=50)
    watering_interval_days: Annotated[StrictInt | None, NotNull] = Field(default=None, ge=1, le=365)
    notes: Text | None = Field(default=None, max_length=2000)


class PlantPublic(BaseModel):
    """A plant as a client sees it (specs/001-plant-diary/contracts/openapi.yaml:65)."""

    model_config = ConfigDict(from_attributes=True)

    id: UUID = Field(description="Identifier")
    user_id: str = Field(description="Owner, the sub of the token")
    name: str = Field(description="What the owner calls it")
    species: str | None = Field(description="Botanical name")
    room: str | None = Field(description="Where it stands")
    watering_interval_days: int = Field(description="Days between two waterings, 1 to 365")
    notes: str | None = Field(description="Anything else, at most 2000 characters")
    archived: bool = Field(description="No longer around")
    created_at: datetime = Field(description="Creation time (UTC)")
    updated_at: datetime = Field(description="Time of the last change (UTC)")


class HealthResponse(BaseModel):
    """State of the service (specs/001-plant-diary/contracts/openapi.yaml:20)."""

    status: str
