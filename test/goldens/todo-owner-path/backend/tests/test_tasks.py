"""Tests of tasks."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from unittest.mock import ANY

import pytest
from fastapi.testclient import TestClient
from sqlmodel import Session, select

from app.models import Task
from tests import OTHER_USER, USER


def test_create_task_returns_the_new_task(client: TestClient, session: Session) -> None:
    """The new task is shown and stored (specs/api/rest-endpoints.md:69)."""
    response = client.post(
        f"/api/{USER}/tasks", json={"title": "Second title", "description": "Second description"}
    )
    assert response.status_code == 201
    assert response.json() == {
        "id": ANY,
        "user_id": USER,
        "title": "Second title",
        "description": "Second description",
        "completed": False,
        "created_at": ANY,
        "updated_at": ANY,
    }
    task = session.exec(select(Task)).one()
    assert task.user_id == USER
    assert task.title == "Second title"
    assert task.description == "Second description"
    assert task.completed is False


def test_create_task_fills_in_defaults(client: TestClient, session: Session) -> None:
    """What may be left out gets its default (specs/api/rest-endpoints.md:69)."""
    response = client.post(f"/api/{USER}/tasks", json={"title": "Second title"})
    assert response.status_code == 201
    assert response.json() == {
        "id": ANY,
        "user_id": USER,
        "title": "Second title",
        "description": None,
        "completed": False,
        "created_at": ANY,
        "updated_at": ANY,
    }
    task = session.exec(select(Task)).one()
    assert task.user_id == USER
    assert task.title == "Second title"
    assert task.description is None
    assert task.completed is False


def test_create_task_answers_the_documented_example(client: TestClient) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:59)."""
    response = client.post(
        f"/api/{USER}/tasks", json={"title": "Buy groceries", "description": "Milk, eggs, bread"}
    )
    assert response.status_code == 201
    assert response.json()["title"] == "Buy groceries"
    assert response.json()["description"] == "Milk, eggs, bread"


def test_create_task_answers_the_documented_example_2(client: TestClient) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:89)."""
    response = client.post(
        f"/api/{USER}/tasks", json={"title": "Buy groceries", "description": "Milk, eggs, bread"}
    )
    assert response.status_code == 201
    assert response.json()["title"] == "Buy groceries"
    assert response.json()["description"] == "Milk, eggs, bread"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("title", "x", id="title shortest"),
        pytest.param("title", "x" * 255, id="title longest"),
        pytest.param("description", "x" * 2000, id="description longest"),
        pytest.param("description", None, id="description null"),
    ],
)
def test_create_task_accepts_values_at_their_limits(
    client: TestClient, field: str, value: Any
) -> None:
    """Limits are inclusive (specs/api/rest-endpoints.md:85)."""
    content = {"title": "Second title"}
    response = client.post(f"/api/{USER}/tasks", json=content | {field: value})
    assert response.status_code == 201
    assert response.json()[field] == value


@pytest.mark.parametrize("field", ["title"])
def test_create_task_requires_its_fields(client: TestClient, session: Session, field: str) -> None:
    """A missing field is named (specs/api/rest-endpoints.md:85)."""
    content = {"title": "Second title"}
    del content[field]
    response = client.post(f"/api/{USER}/tasks", json=content)
    assert response.status_code == 422
    assert field in response.text
    assert session.exec(select(Task)).all() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("title", None, id="title null"),
        pytest.param("title", 7, id="title of another type"),
        pytest.param("title", "", id="title too short"),
        pytest.param("title", "x" * 256, id="title too long"),
        pytest.param("title", "   ", id="title blank"),
        pytest.param("description", 7, id="description of another type"),
        pytest.param("description", "x" * 2001, id="description too long"),
    ],
)
def test_create_task_refuses_invalid_values(
    client: TestClient, session: Session, field: str, value: Any
) -> None:
    """Each broken rule is named, and nothing is stored (specs/api/rest-endpoints.md:85)."""
    content = {"title": "Second title"}
    response = client.post(f"/api/{USER}/tasks", json=content | {field: value})
    assert response.status_code == 422
    assert field in response.text
    assert session.exec(select(Task)).all() == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("id", "First id", id="id"),
        pytest.param("user_id", OTHER_USER, id="user_id"),
        pytest.param("created_at", "2030-06-01T12:00:00Z", id="created_at"),
        pytest.param("updated_at", "2030-06-01T12:00:00Z", id="updated_at"),
    ],
)
def test_create_task_ignores_other_fields(client: TestClient, field: str, value: Any) -> None:
    """A field that cannot be set changes nothing (specs/api/rest-endpoints.md:44)."""
    content = {"title": "Second title"}
    response = client.post(f"/api/{USER}/tasks", json=content | {field: value})
    assert response.status_code == 201
    assert response.json()[field] != value


def test_list_tasks_shows_a_task(client: TestClient, make_task: Callable[..., Task]) -> None:
    """A row is listed as it is stored (specs/api/rest-endpoints.md:141)."""
    task = make_task()
    response = client.get(f"/api/{USER}/tasks")
    assert response.status_code == 200
    assert response.json() == [
        {
            "id": task.id,
            "user_id": task.user_id,
            "title": task.title,
            "description": task.description,
            "completed": task.completed,
            "created_at": ANY,
            "updated_at": ANY,
        }
    ]


def test_list_tasks_may_be_empty(client: TestClient) -> None:
    """Without rows the list is empty (specs/api/rest-endpoints.md:141)."""
    response = client.get(f"/api/{USER}/tasks")
    assert response.status_code == 200
    assert response.json() == []


def test_list_tasks_shows_only_own_rows(client: TestClient, make_task: Callable[..., Task]) -> None:
    """Another user's rows stay hidden (specs/api/rest-endpoints.md:99)."""
    mine = make_task()
    make_task(user_id=OTHER_USER)
    response = client.get(f"/api/{USER}/tasks")
    assert [item["id"] for item in response.json()] == [mine.id]


def test_list_tasks_answers_the_documented_example(client: TestClient) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:119)."""
    response = client.get(f"/api/{USER}/tasks")
    assert response.status_code == 200


def test_list_tasks_answers_the_documented_example_2(client: TestClient) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:154)."""
    response = client.get(f"/api/{USER}/tasks")
    assert response.status_code == 200


def test_list_tasks_answers_the_documented_example_3(client: TestClient) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:160)."""
    response = client.get(f"/api/{USER}/tasks", params={"completed": "true"})
    assert response.status_code == 200


def test_list_tasks_answers_the_documented_example_4(client: TestClient) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:166)."""
    response = client.get(f"/api/{USER}/tasks", params={"search": "groceries"})
    assert response.status_code == 200


def test_list_tasks_answers_the_documented_example_5(client: TestClient) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:172)."""
    response = client.get(f"/api/{USER}/tasks", params={"sort": "title", "order": "asc"})
    assert response.status_code == 200


def test_list_tasks_filters_by_completed(
    client: TestClient, make_task: Callable[..., Task]
) -> None:
    """Only rows that match are shown (specs/api/rest-endpoints.md:107)."""
    first = make_task(completed=False)
    second = make_task(completed=True)
    response = client.get(f"/api/{USER}/tasks", params={"completed": "false"})
    assert [item["id"] for item in response.json()] == [first.id]
    response = client.get(f"/api/{USER}/tasks", params={"completed": "true"})
    assert [item["id"] for item in response.json()] == [second.id]


@pytest.mark.parametrize("column", ["title", "description"])
def test_list_tasks_searches_text(
    client: TestClient, make_task: Callable[..., Task], column: str
) -> None:
    """The search ignores case and finds parts of words (specs/api/rest-endpoints.md:108)."""
    found = make_task(**{column: "Velvet"})
    make_task(**{column: "Cotton"})
    response = client.get(f"/api/{USER}/tasks", params={"search": "VELV"})
    assert [item["id"] for item in response.json()] == [found.id]


@pytest.mark.parametrize("wildcard", ["%", "_"])
def test_list_tasks_searches_wildcards_literally(
    client: TestClient, make_task: Callable[..., Task], wildcard: str
) -> None:
    """Wildcards of SQL stand for themselves (specs/api/rest-endpoints.md:108)."""
    found = make_task(title=f"a{wildcard}b")
    make_task(title="acb")
    response = client.get(f"/api/{USER}/tasks", params={"search": f"a{wildcard}b"})
    assert [item["id"] for item in response.json()] == [found.id]


def test_list_tasks_combines_search_and_filter(
    client: TestClient, make_task: Callable[..., Task]
) -> None:
    """A row must match the search and the filter (specs/api/rest-endpoints.md:108)."""
    both = make_task(title="Velvet", completed=True)
    make_task(title="Velvet", completed=False)
    make_task(title="Cotton", completed=True)
    response = client.get(f"/api/{USER}/tasks", params={"search": "velvet", "completed": "true"})
    assert [item["id"] for item in response.json()] == [both.id]


def test_list_tasks_has_a_default_order(client: TestClient, make_task: Callable[..., Task]) -> None:
    """Rows are sorted by created_at unless asked otherwise (specs/features/task-crud.md:44)."""
    low = make_task(created_at=datetime(2024, 1, 1, tzinfo=UTC))
    high = make_task(created_at=datetime(2024, 6, 1, tzinfo=UTC))
    response = client.get(f"/api/{USER}/tasks")
    assert [item["id"] for item in response.json()] == [high.id, low.id]


@pytest.mark.parametrize(
    ("sort", "column", "low", "high"),
    [
        pytest.param(
            "created_at",
            "created_at",
            datetime(2024, 1, 1, tzinfo=UTC),
            datetime(2024, 6, 1, tzinfo=UTC),
            id="created_at",
        ),
        pytest.param(
            "updated_at",
            "updated_at",
            datetime(2024, 1, 1, tzinfo=UTC),
            datetime(2024, 6, 1, tzinfo=UTC),
            id="updated_at",
        ),
        pytest.param("title", "title", "First title", "Second title", id="title"),
    ],
)
def test_list_tasks_sorts_as_asked(
    client: TestClient, make_task: Callable[..., Task], sort: str, column: str, low: Any, high: Any
) -> None:
    """Each order that can be asked for is kept (specs/api/rest-endpoints.md:109)."""
    first = make_task(**{column: low})
    second = make_task(**{column: high})
    response = client.get(f"/api/{USER}/tasks", params={"sort": sort, "order": "asc"})
    assert [item["id"] for item in response.json()] == [first.id, second.id]
    response = client.get(f"/api/{USER}/tasks", params={"sort": sort, "order": "desc"})
    assert [item["id"] for item in response.json()] == [second.id, first.id]


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        pytest.param("completed", "perhaps", id="completed perhaps"),
        pytest.param("sort", "not-listed", id="sort not-listed"),
        pytest.param("order", "not-listed", id="order not-listed"),
    ],
)
def test_list_tasks_refuses_invalid_queries(client: TestClient, parameter: str, value: str) -> None:
    """A query parameter past its rules is named (specs/api/rest-endpoints.md:99)."""
    response = client.get(f"/api/{USER}/tasks", params={parameter: value})
    assert response.status_code == 422
    assert parameter in response.text


def test_get_task_returns_the_task(client: TestClient, make_task: Callable[..., Task]) -> None:
    """A task is shown as it is stored (specs/api/rest-endpoints.md:193)."""
    task = make_task()
    response = client.get(f"/api/{USER}/tasks/{task.id}")
    assert response.status_code == 200
    assert response.json() == {
        "id": task.id,
        "user_id": task.user_id,
        "title": task.title,
        "description": task.description,
        "completed": task.completed,
        "created_at": ANY,
        "updated_at": ANY,
    }


def test_get_task_answers_the_documented_example(
    client: TestClient, make_task: Callable[..., Task]
) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:195)."""
    task = make_task()
    response = client.get(f"/api/{USER}/tasks/{task.id}")
    assert response.status_code == 200


def test_get_task_answers_the_documented_example_2(
    client: TestClient, make_task: Callable[..., Task]
) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:213)."""
    task = make_task()
    response = client.get(f"/api/{USER}/tasks/{task.id}")
    assert response.status_code == 200


def test_get_task_finds_no_unknown_task(client: TestClient) -> None:
    """An id that no task has is answered with 404 (specs/api/rest-endpoints.md:209)."""
    response = client.get(f"/api/{USER}/tasks/00000000-0000-4000-8000-000000000000")
    assert response.status_code == 404
    assert response.json() == {"detail": "Task not found"}


def test_get_task_refuses_another_users_task(
    client: TestClient, session: Session, make_task: Callable[..., Task]
) -> None:
    """Another user's task is refused, and stays as it is (specs/api/rest-endpoints.md:209)."""
    task = make_task(user_id=OTHER_USER)
    before = task.model_dump()
    response = client.get(f"/api/{USER}/tasks/{task.id}")
    assert response.status_code == 403
    assert response.json() == {"detail": "Forbidden"}
    session.refresh(task)
    assert task.model_dump() == before


def test_update_task_changes_the_task(
    client: TestClient, session: Session, make_task: Callable[..., Task]
) -> None:
    """A task is changed as asked, and in nothing else (specs/api/rest-endpoints.md:247)."""
    task = make_task(updated_at=datetime(2024, 1, 1, tzinfo=UTC))
    kept = task.model_dump(exclude={"title", "description", "updated_at"})
    response = client.put(
        f"/api/{USER}/tasks/{task.id}",
        json={"title": "Second title", "description": "Second description"},
    )
    assert response.status_code == 200
    assert response.json() == {
        "id": task.id,
        "user_id": task.user_id,
        "title": "Second title",
        "description": "Second description",
        "completed": task.completed,
        "created_at": ANY,
        "updated_at": ANY,
    }
    session.refresh(task)
    assert task.title == "Second title"
    assert task.description == "Second description"
    assert task.updated_at > datetime(2024, 1, 1, tzinfo=UTC)
    assert task.model_dump(exclude={"title", "description", "updated_at"}) == kept


def test_update_task_replaces_what_is_not_sent(
    client: TestClient, session: Session, make_task: Callable[..., Task]
) -> None:
    """Fields that are not sent take their default (specs/api/rest-endpoints.md:247)."""
    task = make_task(updated_at=datetime(2024, 1, 1, tzinfo=UTC))
    kept = task.model_dump(exclude={"title", "description", "updated_at"})
    response = client.put(f"/api/{USER}/tasks/{task.id}", json={"title": "Second title"})
    assert response.status_code == 200
    assert response.json() == {
        "id": task.id,
        "user_id": task.user_id,
        "title": "Second title",
        "description": None,
        "completed": task.completed,
        "created_at": ANY,
        "updated_at": ANY,
    }
    session.refresh(task)
    assert task.title == "Second title"
    assert task.description is None
    assert task.updated_at > datetime(2024, 1, 1, tzinfo=UTC)
    assert task.model_dump(exclude={"title", "description", "updated_at"}) == kept


def test_update_task_answers_the_documented_example(
    client: TestClient, make_task: Callable[..., Task]
) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:237)."""
    task = make_task()
    response = client.put(
        f"/api/{USER}/tasks/{task.id}",
        json={
            "title": "Buy groceries and cook dinner",
            "description": "Milk, eggs, bread, chicken, vegetables",
        },
    )
    assert response.status_code == 200
    assert response.json()["title"] == "Buy groceries and cook dinner"
    assert response.json()["description"] == "Milk, eggs, bread, chicken, vegetables"


def test_update_task_answers_the_documented_example_2(
    client: TestClient, make_task: Callable[..., Task]
) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:268)."""
    task = make_task()
    response = client.put(
        f"/api/{USER}/tasks/{task.id}",
        json={
            "title": "Buy groceries and cook dinner",
            "description": "Milk, eggs, bread, chicken, vegetables",
        },
    )
    assert response.status_code == 200
    assert response.json()["title"] == "Buy groceries and cook dinner"
    assert response.json()["description"] == "Milk, eggs, bread, chicken, vegetables"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("title", "x", id="title shortest"),
        pytest.param("title", "x" * 255, id="title longest"),
        pytest.param("description", "x" * 2000, id="description longest"),
        pytest.param("description", None, id="description null"),
    ],
)
def test_update_task_accepts_values_at_their_limits(
    client: TestClient, make_task: Callable[..., Task], field: str, value: Any
) -> None:
    """Limits are inclusive (specs/api/rest-endpoints.md:264)."""
    task = make_task()
    content = {"title": "Second title"}
    response = client.put(f"/api/{USER}/tasks/{task.id}", json=content | {field: value})
    assert response.status_code == 200
    assert response.json()[field] == value


@pytest.mark.parametrize("field", ["title"])
def test_update_task_requires_its_fields(
    client: TestClient, make_task: Callable[..., Task], field: str
) -> None:
    """A missing field is named (specs/api/rest-endpoints.md:264)."""
    task = make_task()
    content = {"title": "Second title"}
    del content[field]
    response = client.put(f"/api/{USER}/tasks/{task.id}", json=content)
    assert response.status_code == 422
    assert field in response.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("title", None, id="title null"),
        pytest.param("title", 7, id="title of another type"),
        pytest.param("title", "", id="title too short"),
        pytest.param("title", "x" * 256, id="title too long"),
        pytest.param("title", "   ", id="title blank"),
        pytest.param("description", 7, id="description of another type"),
        pytest.param("description", "x" * 2001, id="description too long"),
    ],
)
def test_update_task_refuses_invalid_values(
    client: TestClient, make_task: Callable[..., Task], field: str, value: Any
) -> None:
    """Each broken rule is named, and nothing is stored (specs/api/rest-endpoints.md:264)."""
    task = make_task()
    content = {"title": "Second title"}
    response = client.put(f"/api/{USER}/tasks/{task.id}", json=content | {field: value})
    assert response.status_code == 422
    assert field in response.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("id", "First id", id="id"),
        pytest.param("user_id", OTHER_USER, id="user_id"),
        pytest.param("created_at", "2030-06-01T12:00:00Z", id="created_at"),
        pytest.param("updated_at", "2030-06-01T12:00:00Z", id="updated_at"),
    ],
)
def test_update_task_ignores_other_fields(
    client: TestClient, make_task: Callable[..., Task], field: str, value: Any
) -> None:
    """A field that cannot be set changes nothing (specs/api/rest-endpoints.md:221)."""
    task = make_task()
    content = {"title": "Second title"}
    response = client.put(f"/api/{USER}/tasks/{task.id}", json=content | {field: value})
    assert response.status_code == 200
    assert response.json()[field] != value


def test_update_task_finds_no_unknown_task(client: TestClient) -> None:
    """An id that no task has is answered with 404 (specs/api/rest-endpoints.md:263)."""
    response = client.put(
        f"/api/{USER}/tasks/00000000-0000-4000-8000-000000000000", json={"title": "Second title"}
    )
    assert response.status_code == 404
    assert response.json() == {"detail": "Task not found"}


def test_update_task_refuses_another_users_task(
    client: TestClient, session: Session, make_task: Callable[..., Task]
) -> None:
    """Another user's task is refused, and stays as it is (specs/api/rest-endpoints.md:263)."""
    task = make_task(user_id=OTHER_USER)
    before = task.model_dump()
    response = client.put(f"/api/{USER}/tasks/{task.id}", json={"title": "Second title"})
    assert response.status_code == 403
    assert response.json() == {"detail": "Forbidden"}
    session.refresh(task)
    assert task.model_dump() == before


def test_delete_task_removes_the_task(
    client: TestClient, session: Session, make_task: Callable[..., Task]
) -> None:
    """A removed task is gone, and no other (specs/api/rest-endpoints.md:291)."""
    task = make_task()
    kept = make_task()
    path = f"/api/{USER}/tasks/{task.id}"
    response = client.delete(path)
    assert response.status_code == 204
    assert session.exec(select(Task.id)).all() == [kept.id]
    response = client.delete(path)
    assert response.status_code == 404
    assert response.json() == {"detail": "Task not found"}


def test_delete_task_answers_the_documented_example(
    client: TestClient, make_task: Callable[..., Task]
) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:303)."""
    task = make_task()
    response = client.delete(f"/api/{USER}/tasks/{task.id}")
    assert response.status_code == 204


def test_delete_task_finds_no_unknown_task(client: TestClient) -> None:
    """An id that no task has is answered with 404 (specs/api/rest-endpoints.md:299)."""
    response = client.delete(f"/api/{USER}/tasks/00000000-0000-4000-8000-000000000000")
    assert response.status_code == 404
    assert response.json() == {"detail": "Task not found"}


def test_delete_task_refuses_another_users_task(
    client: TestClient, session: Session, make_task: Callable[..., Task]
) -> None:
    """Another user's task is refused, and stays as it is (specs/api/rest-endpoints.md:299)."""
    task = make_task(user_id=OTHER_USER)
    before = task.model_dump()
    response = client.delete(f"/api/{USER}/tasks/{task.id}")
    assert response.status_code == 403
    assert response.json() == {"detail": "Forbidden"}
    session.refresh(task)
    assert task.model_dump() == before


def test_complete_task_changes_the_task(
    client: TestClient, session: Session, make_task: Callable[..., Task]
) -> None:
    """A task is changed as asked, and in nothing else (specs/api/rest-endpoints.md:335)."""
    task = make_task(updated_at=datetime(2024, 1, 1, tzinfo=UTC))
    kept = task.model_dump(exclude={"completed", "updated_at"})
    response = client.patch(f"/api/{USER}/tasks/{task.id}/complete", json={"completed": True})
    assert response.status_code == 200
    assert response.json() == {
        "id": task.id,
        "user_id": task.user_id,
        "title": task.title,
        "description": task.description,
        "completed": True,
        "created_at": ANY,
        "updated_at": ANY,
    }
    session.refresh(task)
    assert task.completed is True
    assert task.updated_at > datetime(2024, 1, 1, tzinfo=UTC)
    assert task.model_dump(exclude={"completed", "updated_at"}) == kept


@pytest.mark.parametrize(
    "before", [pytest.param(False, id="before false"), pytest.param(True, id="before true")]
)
@pytest.mark.parametrize(
    "sent", [pytest.param(False, id="sent false"), pytest.param(True, id="sent true")]
)
def test_complete_task_sets_the_value_that_is_sent(
    client: TestClient, session: Session, make_task: Callable[..., Task], before: bool, sent: bool
) -> None:
    """The flag takes the value that is sent, whatever it was
    (specs/api/rest-endpoints.md:335).
    """
    task = make_task(completed=before)
    response = client.patch(f"/api/{USER}/tasks/{task.id}/complete", json={"completed": sent})
    assert response.status_code == 200
    session.refresh(task)
    assert task.completed == sent


def test_complete_task_answers_the_documented_example(
    client: TestClient, make_task: Callable[..., Task]
) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:327)."""
    task = make_task()
    response = client.patch(f"/api/{USER}/tasks/{task.id}/complete", json={"completed": True})
    assert response.status_code == 200
    assert response.json()["completed"] is True


def test_complete_task_answers_the_documented_example_2(
    client: TestClient, make_task: Callable[..., Task]
) -> None:
    """The documented request is answered as shown (specs/api/rest-endpoints.md:356)."""
    task = make_task()
    response = client.patch(f"/api/{USER}/tasks/{task.id}/complete", json={"completed": True})
    assert response.status_code == 200
    assert response.json()["completed"] is True


@pytest.mark.parametrize("field", ["completed"])
def test_complete_task_requires_its_fields(
    client: TestClient, make_task: Callable[..., Task], field: str
) -> None:
    """A missing field is named (specs/api/rest-endpoints.md:352)."""
    task = make_task()
    content = {"completed": True}
    del content[field]
    response = client.patch(f"/api/{USER}/tasks/{task.id}/complete", json=content)
    assert response.status_code == 422
    assert field in response.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("completed", None, id="completed null"),
        pytest.param("completed", "not valid", id="completed of another type"),
    ],
)
def test_complete_task_refuses_invalid_values(
    client: TestClient, make_task: Callable[..., Task], field: str, value: Any
) -> None:
    """Each broken rule is named, and nothing is stored (specs/api/rest-endpoints.md:352)."""
    task = make_task()
    content = {"completed": True}
    response = client.patch(f"/api/{USER}/tasks/{task.id}/complete", json=content | {field: value})
    assert response.status_code == 422
    assert field in response.text


@pytest.mark.parametrize(
    ("field", "value"),
    [
        pytest.param("id", "First id", id="id"),
        pytest.param("user_id", OTHER_USER, id="user_id"),
        pytest.param("created_at", "2030-06-01T12:00:00Z", id="created_at"),
        pytest.param("updated_at", "2030-06-01T12:00:00Z", id="updated_at"),
    ],
)
def test_complete_task_ignores_other_fields(
    client: TestClient, make_task: Callable[..., Task], field: str, value: Any
) -> None:
    """A field that cannot be set changes nothing (specs/api/rest-endpoints.md:311)."""
    task = make_task()
    content = {"completed": True}
    response = client.patch(f"/api/{USER}/tasks/{task.id}/complete", json=content | {field: value})
    assert response.status_code == 200
    assert response.json()[field] != value


def test_complete_task_finds_no_unknown_task(client: TestClient) -> None:
    """An id that no task has is answered with 404 (specs/api/rest-endpoints.md:351)."""
    response = client.patch(
        f"/api/{USER}/tasks/00000000-0000-4000-8000-000000000000/complete", json={"completed": True}
    )
    assert response.status_code == 404
    assert response.json() == {"detail": "Task not found"}


def test_complete_task_refuses_another_users_task(
    client: TestClient, session: Session, make_task: Callable[..., Task]
) -> None:
    """Another user's task is refused, and stays as it is (specs/api/rest-endpoints.md:351)."""
    task = make_task(user_id=OTHER_USER)
    before = task.model_dump()
    response = client.patch(f"/api/{USER}/tasks/{task.id}/complete", json={"completed": True})
    assert response.status_code == 403
    assert response.json() == {"detail": "Forbidden"}
    session.refresh(task)
    assert task.model_dump() == before
