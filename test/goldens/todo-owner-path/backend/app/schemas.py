"""Bodies of requests and responses."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from app.validation import NonBlankText, RequestBody, Text


class TaskCreate(RequestBody):
    """A new task (specs/api/rest-endpoints.md:65)."""

    title: NonBlankText = Field(min_length=1, max_length=255)
    description: Text | None = Field(default=None, max_length=2000)


class TaskUpdate(RequestBody):
    """New title and description of a task (specs/api/rest-endpoints.md:243)."""

    title: NonBlankText = Field(min_length=1, max_length=255)
    description: Text | None = Field(default=None, max_length=2000)


class TaskComplete(RequestBody):
    """New completion status of a task (specs/api/rest-endpoints.md:332)."""

    completed: StrictBool


class TaskResponse(BaseModel):
    """A task as its owner sees it (specs/api/rest-endpoints.md:366)."""

    model_config = ConfigDict(from_attributes=True)

    id: str
    user_id: str
    title: str
    description: str | None
    completed: bool
    created_at: datetime
    updated_at: datetime


class HealthResponse(BaseModel):
    """State of the service."""

    status: str
