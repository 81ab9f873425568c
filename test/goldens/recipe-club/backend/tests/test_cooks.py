"""Tests of cooks."""

import asyncio
from collections.abc import Callable
from unittest.mock import ANY

from fastapi.testclient import TestClient
from httpx import ASGITransport, AsyncClient
from sqlmodel import Session, select

from app.main import app
from app.models import Cook, CookWatch
from tests import OTHER_USER, USER


def test_read_cook_returns_the_cook(anonymous: TestClient, make_cook: Callable[..., Cook]) -> None:
    """A cook is shown as it is stored (specs/contracts/openapi.yaml:131)."""
    cook = make_cook()
    response = anonymous.get(f"/api/cooks/{cook.handle}")
    assert response.status_code == 200
    assert response.json() == {
        "handle": cook.handle,
        "motto": cook.motto,
        "watching": False,
        "watchersCount": 0,
    }


def test_read_cook_finds_no_unknown_cook(anonymous: TestClient) -> None:
    """An id that no cook has is answered with 404 (specs/contracts/openapi.yaml:132)."""
    response = anonymous.get("/api/cooks/00000000-0000-4000-8000-000000000000")
    assert response.status_code == 404
    assert response.json() == {"detail": "Cook not found"}


def test_watch_cook_ties_the_caller_once(
    client: TestClient,
    session: Session,
    make_cook: Callable[..., Cook],
    make_cook_watch: Callable[..., CookWatch],
) -> None:
    """The caller is tied to the row, beside others, and twice is once
    (specs/contracts/openapi.yaml:135).
    """
    cook = make_cook()
    make_cook_watch(cook_id=cook.id, user_id=OTHER_USER)
    path = f"/api/cooks/{cook.handle}/watch"
    response = client.post(path)
    assert response.status_code == 200
    assert response.json() == {
        "handle": cook.handle,
        "motto": cook.motto,
        "watching": ANY,
        "watchersCount": ANY,
    }
    assert response.json()["watching"] is True
    assert response.json()["watchersCount"] == 2
    response = client.post(path)
    assert response.status_code == 409
    assert sorted(session.exec(select(CookWatch.user_id)).all()) == [USER, OTHER_USER]


def test_watch_cook_withstands_ten_at_once(
    client: TestClient, session: Session, make_cook: Callable[..., Cook]
) -> None:
    """Ten equal requests at once make one row, and none fails
    (specs/contracts/openapi.yaml:135).
    """
    cook = make_cook()
    path = f"/api/cooks/{cook.handle}/watch"

    async def attempt() -> list[int]:
        transport = ASGITransport(app, raise_app_exceptions=False)
        headers = dict(client.headers)
        async with AsyncClient(
            transport=transport, base_url="http://test", headers=headers
        ) as many:
            responses = await asyncio.gather(*(many.post(path) for _ in range(10)))
        return [response.status_code for response in responses]

    assert max(asyncio.run(attempt())) < 500
    assert sorted(session.exec(select(CookWatch.user_id)).all()) == [USER]


def test_watch_cook_finds_no_unknown_cook(client: TestClient) -> None:
    """An id that no cook has is answered with 404 (specs/contracts/openapi.yaml:135)."""
    response = client.post("/api/cooks/00000000-0000-4000-8000-000000000000/watch")
    assert response.status_code == 404
    assert response.json() == {"detail": "Cook not found"}


def test_unwatch_cook_unties_the_caller_alone(
    client: TestClient,
    session: Session,
    make_cook: Callable[..., Cook],
    make_cook_watch: Callable[..., CookWatch],
) -> None:
    """The caller is untied, others stay tied, and twice is once
    (specs/contracts/openapi.yaml:141).
    """
    cook = make_cook()
    make_cook_watch(cook_id=cook.id, user_id=USER)
    make_cook_watch(cook_id=cook.id, user_id=OTHER_USER)
    path = f"/api/cooks/{cook.handle}/watch"
    response = client.delete(path)
    assert response.status_code == 200
    assert response.json() == {
        "handle": cook.handle,
        "motto": cook.motto,
        "watching": ANY,
        "watchersCount": ANY,
    }
    assert response.json()["watching"] is False
    assert response.json()["watchersCount"] == 1
    response = client.delete(path)
    assert response.status_code == 200
    assert sorted(session.exec(select(CookWatch.user_id)).all()) == [OTHER_USER]


def test_unwatch_cook_finds_no_unknown_cook(client: TestClient) -> None:
    """An id that no cook has is answered with 404 (specs/contracts/openapi.yaml:141)."""
    response = client.delete("/api/cooks/00000000-0000-4000-8000-000000000000/watch")
    assert response.status_code == 404
    assert response.json() == {"detail": "Cook not found"}
