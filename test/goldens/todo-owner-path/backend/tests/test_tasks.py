"""Tasks: creating, listing, reading, changing and removing them."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.models import Task
from tests import OTHER_USER, USER

TASKS = f"/api/{USER}/tasks"
UNKNOWN_ID = "00000000-0000-4000-8000-000000000000"
EARLY = datetime(2024, 1, 1, tzinfo=UTC)
LATE = datetime(2024, 6, 1, tzinfo=UTC)

INVALID_CONTENTS = [
    pytest.param({}, "title", id="title missing"),
    pytest.param({"title": None}, "title", id="title null"),
    pytest.param({"title": 7}, "title", id="title not a string"),
    pytest.param({"title": ""}, "title", id="title empty"),
    pytest.param({"title": "   "}, "title", id="title blank"),
    pytest.param({"title": "a" * 256}, "title", id="title too long"),
    pytest.param({"title": "a\0b"}, "title", id="title with NUL"),
    pytest.param(
        {"title": "a", "description": "a" * 2001}, "description", id="description too long"
    ),
    pytest.param({"title": "a", "description": 7}, "description", id="description not a string"),
    pytest.param({"title": "a", "user_id": OTHER_USER}, "user_id", id="unknown field"),
]

ROUTES_OF_A_TASK = [
    pytest.param("GET", "", None, id="read"),
    pytest.param("PUT", "", {"title": "Prune the roses"}, id="update"),
    pytest.param("DELETE", "", None, id="delete"),
    pytest.param("PATCH", "/complete", {"completed": True}, id="complete"),
]


def test_create_task_returns_the_new_task(client: TestClient, session: Session) -> None:
    """A task is stored for the caller (specs/api/rest-endpoints.md:69)."""
    response = client.post(TASKS, json={"title": "Water the ferns", "description": "Twice"})
    assert response.status_code == 201
    task = session.exec(select(Task)).one()
    assert response.json() == {
        "id": task.id,
        "user_id": USER,
        "title": "Water the ferns",
        "description": "Twice",
        "completed": False,
        "created_at": task.created_at.isoformat().replace("+00:00", "Z"),
        "updated_at": task.updated_at.isoformat().replace("+00:00", "Z"),
    }


def test_create_task_needs_no_description(client: TestClient) -> None:
    """The description is optional (specs/api/rest-endpoints.md:67)."""
    response = client.post(TASKS, json={"title": "Water the ferns"})
    assert response.status_code == 201
    assert response.json()["description"] is None


@pytest.mark.parametrize(
    "content",
    [{"title": "a"}, {"title": "a" * 255}, {"title": "a", "description": "a" * 2000}],
    ids=["shortest title", "longest title", "longest description"],
)
def test_create_task_accepts_values_at_their_limits(
    client: TestClient, content: dict[str, Any]
) -> None:
    """Limits are inclusive (specs/api/rest-endpoints.md:66)."""
    response = client.post(TASKS, json=content)
    assert response.status_code == 201
    assert response.json()["title"] == content["title"]


@pytest.mark.parametrize(("content", "field"), INVALID_CONTENTS)
def test_create_task_refuses_invalid_content(
    client: TestClient, session: Session, content: dict[str, Any], field: str
) -> None:
    """Each broken rule is named, and nothing is stored (specs/api/rest-endpoints.md:85)."""
    response = client.post(TASKS, json=content)
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", field]]
    assert session.exec(select(Task)).all() == []


def test_list_tasks_is_empty_at_first(client: TestClient) -> None:
    """No tasks are an empty list (specs/api/rest-endpoints.md:141)."""
    response = client.get(TASKS)
    assert response.status_code == 200
    assert response.json() == []


def test_list_tasks_shows_only_own_tasks(
    client: TestClient, make_task: Callable[..., Task]
) -> None:
    """Another user's tasks stay hidden (specs/features/task-crud.md:45)."""
    task = make_task()
    make_task(user_id=OTHER_USER)
    assert [item["id"] for item in client.get(TASKS).json()] == [task.id]


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({"completed": "true"}, {"Prune the roses"}),
        ({"completed": "false"}, {"Water the ferns", "Rake 100% of the leaves"}),
        ({"search": "FERNS"}, {"Water the ferns"}),
        ({"search": "thorns"}, {"Prune the roses"}),
        ({"search": "%"}, {"Rake 100% of the leaves"}),
        ({"search": "_"}, set()),
        ({"completed": "false", "search": "the"}, {"Water the ferns", "Rake 100% of the leaves"}),
        ({"completed": "true", "search": "ferns"}, set()),
    ],
)
def test_list_tasks_filters(
    client: TestClient, make_task: Callable[..., Task], query: dict[str, str], titles: set[str]
) -> None:
    """Filters combine; the search ignores case (specs/api/rest-endpoints.md:106)."""
    make_task(title="Water the ferns")
    make_task(title="Prune the roses", description="Mind the thorns", completed=True)
    make_task(title="Rake 100% of the leaves")
    response = client.get(TASKS, params=query)
    assert response.status_code == 200
    assert {item["title"] for item in response.json()} == titles


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["b", "a"]),
        ({"sort": "created_at", "order": "asc"}, ["a", "b"]),
        ({"sort": "updated_at", "order": "desc"}, ["a", "b"]),
        ({"sort": "title", "order": "asc"}, ["a", "b"]),
        ({"sort": "title"}, ["b", "a"]),
    ],
)
def test_list_tasks_sorts(
    client: TestClient, make_task: Callable[..., Task], query: dict[str, str], titles: list[str]
) -> None:
    """Newest first unless asked otherwise (specs/api/rest-endpoints.md:109)."""
    make_task(title="a", created_at=EARLY, updated_at=LATE)
    make_task(title="b", created_at=LATE, updated_at=EARLY)
    response = client.get(TASKS, params=query)
    assert [item["title"] for item in response.json()] == titles


@pytest.mark.parametrize(
    "query", [{"completed": "perhaps"}, {"sort": "user_id"}, {"order": "sideways"}]
)
def test_list_tasks_refuses_invalid_queries(client: TestClient, query: dict[str, str]) -> None:
    """A value that is not listed is refused (specs/api/rest-endpoints.md:107)."""
    response = client.get(TASKS, params=query)
    assert response.status_code == 422
    assert [error["loc"][0] for error in response.json()["detail"]] == ["query"]


def test_get_task_returns_the_task(client: TestClient, make_task: Callable[..., Task]) -> None:
    """A task is read by its id (specs/api/rest-endpoints.md:193)."""
    task = make_task(description="Twice")
    response = client.get(f"{TASKS}/{task.id}")
    assert response.status_code == 200
    assert response.json() == client.get(TASKS).json()[0]
    assert response.json()["description"] == "Twice"


def test_update_task_replaces_title_and_description(
    client: TestClient, make_task: Callable[..., Task]
) -> None:
    """Both are overwritten, the rest is kept (specs/api/rest-endpoints.md:223)."""
    task = make_task(description="Twice", completed=True, created_at=EARLY, updated_at=EARLY)
    response = client.put(f"{TASKS}/{task.id}", json={"title": "Prune the roses"})
    assert response.status_code == 200
    body = response.json()
    assert (body["title"], body["description"]) == ("Prune the roses", None)
    assert (body["id"], body["user_id"], body["completed"]) == (task.id, USER, True)
    assert datetime.fromisoformat(body["created_at"]) == EARLY
    assert datetime.fromisoformat(body["updated_at"]) > EARLY


@pytest.mark.parametrize(("content", "field"), INVALID_CONTENTS)
def test_update_task_refuses_invalid_content(
    client: TestClient, make_task: Callable[..., Task], content: dict[str, Any], field: str
) -> None:
    """Each broken rule is named, and nothing changes (specs/api/rest-endpoints.md:264)."""
    task = make_task()
    response = client.put(f"{TASKS}/{task.id}", json=content)
    assert response.status_code == 422
    assert [error["loc"] for error in response.json()["detail"]] == [["body", field]]
    assert client.get(f"{TASKS}/{task.id}").json()["title"] == task.title


@pytest.mark.parametrize("before", [False, True])
@pytest.mark.parametrize("completed", [False, True])
def test_complete_task_sets_the_given_status(
    client: TestClient, make_task: Callable[..., Task], before: bool, completed: bool
) -> None:
    """The given value is set, whatever it was (specs/api/rest-endpoints.md:333)."""
    task = make_task(completed=before, created_at=EARLY, updated_at=EARLY)
    response = client.patch(f"{TASKS}/{task.id}/complete", json={"completed": completed})
    assert response.status_code == 200
    body = response.json()
    assert (body["completed"], body["title"]) == (completed, task.title)
    assert datetime.fromisoformat(body["updated_at"]) > EARLY


@pytest.mark.parametrize("content", [{}, {"completed": None}, {"completed": "yes"}])
def test_complete_task_refuses_invalid_content(
    client: TestClient, make_task: Callable[..., Task], content: dict[str, Any]
) -> None:
    """Only true and false are statuses (specs/api/rest-endpoints.md:352)."""
    response = client.patch(f"{TASKS}/{make_task().id}/complete", json=content)
    assert response.status_code == 422


def test_delete_task_removes_the_task(client: TestClient, make_task: Callable[..., Task]) -> None:
    """A removed task is gone for good (specs/api/rest-endpoints.md:280)."""
    task, kept = make_task(), make_task()
    response = client.delete(f"{TASKS}/{task.id}")
    assert (response.status_code, response.content) == (204, b"")
    assert client.get(f"{TASKS}/{task.id}").status_code == 404
    assert client.delete(f"{TASKS}/{task.id}").status_code == 404
    assert [item["id"] for item in client.get(TASKS).json()] == [kept.id]


@pytest.mark.parametrize(("method", "path", "content"), ROUTES_OF_A_TASK)
@pytest.mark.parametrize("task_id", [UNKNOWN_ID, "no-such-id"])
def test_unknown_task_is_not_found(
    client: TestClient, method: str, path: str, content: dict[str, Any] | None, task_id: str
) -> None:
    """An id that no task has is answered with 404 (specs/api/rest-endpoints.md:209)."""
    response = client.request(method, f"{TASKS}/{task_id}{path}", json=content)
    assert response.status_code == 404
    assert response.json() == {"detail": "Task not found"}


@pytest.mark.parametrize(("method", "path", "content"), ROUTES_OF_A_TASK)
def test_task_of_another_user_is_not_found(
    client: TestClient,
    session: Session,
    make_task: Callable[..., Task],
    method: str,
    path: str,
    content: dict[str, Any] | None,
) -> None:
    """Another user's task is answered as one that does not exist, and stays (standard AUTH-4)."""
    task = make_task(user_id=OTHER_USER)
    before = task.model_dump()
    response = client.request(method, f"{TASKS}/{task.id}{path}", json=content)
    assert response.status_code == 404
    assert response.json() == {"detail": "Task not found"}
    session.refresh(task)
    assert task.model_dump() == before
