"""Routes of tasks."""

from typing import Annotated, Literal

from fastapi import APIRouter, HTTPException, Path, Query, status
from sqlmodel import Session, col, or_, select

from app.auth import OwnerId
from app.db import SessionDep
from app.errors import error_responses
from app.models import Task, utc_now
from app.schemas import TaskComplete, TaskCreate, TaskResponse, TaskUpdate
from app.validation import ParameterText, StrictRoute

router = APIRouter(prefix="/api/{user_id}/tasks", tags=["tasks"], route_class=StrictRoute)

TaskId = Annotated[ParameterText, Path(alias="id", description="Task ID (UUID)")]
SORT_COLUMNS = {
    "created_at": col(Task.created_at),
    "updated_at": col(Task.updated_at),
    "title": col(Task.title),
}


def find_task(session: Session, owner_id: str, task_id: str, *, lock: bool = False) -> Task:
    """Return a task of its owner; a row to be changed is locked."""
    statement = select(Task).where(Task.id == task_id, Task.user_id == owner_id)
    if lock:
        statement = statement.with_for_update()
    task = session.exec(statement).one_or_none()
    if task is None:
        if session.exec(select(Task.id).where(Task.id == task_id)).one_or_none() is not None:
            raise HTTPException(status.HTTP_403_FORBIDDEN, "Forbidden")
        raise HTTPException(status.HTTP_404_NOT_FOUND, "Task not found")
    return task


@router.post(
    "", status_code=status.HTTP_201_CREATED, responses=error_responses(401, 403, 413, 422, 503)
)
def create_task(owner_id: OwnerId, body: TaskCreate, session: SessionDep) -> TaskResponse:
    """Create a new task for the authenticated user (specs/api/rest-endpoints.md:46)."""
    task = Task(user_id=owner_id, title=body.title, description=body.description)
    session.add(task)
    session.commit()
    return TaskResponse.model_validate(task)


@router.get("", responses=error_responses(401, 403, 422, 503))
def list_tasks(
    owner_id: OwnerId,
    session: SessionDep,
    completed: Annotated[
        bool | None, Query(description="Filter by completion status (true/false)")
    ] = None,
    search: Annotated[
        ParameterText | None,
        Query(description="Search in title and description (case-insensitive)"),
    ] = None,
    sort: Annotated[
        Literal["created_at", "updated_at", "title"],
        Query(description="Sort by field (created_at, updated_at, title), default: created_at"),
    ] = "created_at",
    order: Annotated[
        Literal["asc", "desc"], Query(description="Sort order (asc, desc), default: desc")
    ] = "desc",
) -> list[TaskResponse]:
    """Get all tasks for the authenticated user with optional filters
    (specs/api/rest-endpoints.md:101).
    """
    statement = select(Task).where(Task.user_id == owner_id)
    if completed is not None:
        statement = statement.where(col(Task.completed) == completed)
    if search is not None:
        statement = statement.where(
            or_(
                col(Task.title).icontains(search, autoescape=True),
                col(Task.description).icontains(search, autoescape=True),
            )
        )
    column = SORT_COLUMNS[sort]
    direction = column.asc() if order == "asc" else column.desc()
    # The key settles the order of equal values.
    tasks = session.exec(statement.order_by(direction, col(Task.id))).all()
    return [TaskResponse.model_validate(task) for task in tasks]


@router.get("/{id}", responses=error_responses(401, 403, 404, 503))
def get_task(owner_id: OwnerId, task_id: TaskId, session: SessionDep) -> TaskResponse:
    """Get details of a specific task (specs/api/rest-endpoints.md:182)."""
    task = find_task(session, owner_id, task_id)
    return TaskResponse.model_validate(task)


@router.put("/{id}", responses=error_responses(401, 403, 404, 413, 422, 503))
def update_task(
    owner_id: OwnerId, task_id: TaskId, body: TaskUpdate, session: SessionDep
) -> TaskResponse:
    """Update task title and/or description (not completion status)
    (specs/api/rest-endpoints.md:223).
    """
    task = find_task(session, owner_id, task_id, lock=True)
    task.title = body.title
    task.description = body.description
    task.updated_at = utc_now()
    session.commit()
    return TaskResponse.model_validate(task)


@router.delete(
    "/{id}", status_code=status.HTTP_204_NO_CONTENT, responses=error_responses(401, 403, 404, 503)
)
def delete_task(owner_id: OwnerId, task_id: TaskId, session: SessionDep) -> None:
    """Permanently delete a task (specs/api/rest-endpoints.md:280)."""
    task = find_task(session, owner_id, task_id, lock=True)
    session.delete(task)
    session.commit()


@router.patch("/{id}/complete", responses=error_responses(401, 403, 404, 413, 422, 503))
def complete_task(
    owner_id: OwnerId, task_id: TaskId, body: TaskComplete, session: SessionDep
) -> TaskResponse:
    """Toggle task completion status (specs/api/rest-endpoints.md:313)."""
    task = find_task(session, owner_id, task_id, lock=True)
    task.completed = body.completed
    task.updated_at = utc_now()
    session.commit()
    return TaskResponse.model_validate(task)
