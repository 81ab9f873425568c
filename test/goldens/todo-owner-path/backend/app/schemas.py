"""Bodies of requests and responses."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from app.validation import NonBlankText, Text


class TaskCreate(BaseModel):
    """A new task (specs/api/rest-endpoints.md:66)."""

    title: NonBlankText = Field(
        min_length=1, max_length=255, description="Task title, max 255 characters"
    )
    description: Text | None = Field(
        default=None, max_length=2000, description="Task description, max 2000 characters"
    )


class TaskUpdate(BaseModel):
    """New title and description of a task (specs/api/rest-endpoints.md:244)."""

    title: NonBlankText = Field(
        min_length=1, max_length=255, description="Updated task title, max 255 characters"
    )
    description: Text | None = Field(
        default=None, max_length=2000, description="Updated task description, max 2000 characters"
    )


class TaskComplete(BaseModel):
    """New completion status of a task (specs/api/rest-endpoints.md:333)."""

    completed: StrictBool = Field(description="New completion status")


class TaskResponse(BaseModel):
    """A task as its owner sees it (specs/api/rest-endpoints.md:69)."""

    model_config = ConfigDict(from_attributes=True)

    id: str = Field(description="UUID v4 as string")
    user_id: str = Field(description="References users.id")
    title: str = Field(description="Task title")
    description: str | None = Field(description="Optional task description")
    completed: bool = Field(description="Completion status")
    created_at: datetime = Field(description="Creation timestamp (UTC)")
    updated_at: datetime = Field(description="Last update timestamp (UTC)")


class HealthCheckResponse(BaseModel):
    """State of the service."""

    status: str
