"""Fixtures of all tests: an empty database, callers and rows."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine
from sqlmodel import Session, SQLModel, create_engine

from app.main import app
from app.models import Task
from app.settings import get_settings
from tests import OTHER_USER, USER


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Return an empty database, which the application uses during one test."""
    engine = create_engine(
        f"sqlite:///{tmp_path / 'test.db'}", connect_args={"check_same_thread": False}
    )
    SQLModel.metadata.create_all(engine)
    monkeypatch.setattr("app.db.engine", engine)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Return a session to look into the database."""
    with Session(engine) as session:
        yield session


@pytest.fixture
def make_token() -> Callable[..., str]:
    """Return a function that signs a token; a claim of None is left out."""

    def sign(
        user_id: str | None = USER,
        key: str | None = None,
        algorithm: str = "HS256",
        **claims: Any,
    ) -> str:
        secret = key or get_settings().better_auth_secret.get_secret_value()
        expires = datetime.now(UTC) + timedelta(hours=1)
        payload = {"sub": user_id, "exp": expires, **claims}
        return jwt.encode(
            {name: value for name, value in payload.items() if value is not None},
            "" if algorithm == "none" else secret,
            algorithm,
        )

    return sign


@pytest.fixture
def anonymous(engine: Engine) -> TestClient:
    """Return a client without a token."""
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def client(engine: Engine, make_token: Callable[..., str]) -> TestClient:
    """Return a client with the user's token."""
    headers = {"Authorization": f"Bearer {make_token()}"}
    return TestClient(app, raise_server_exceptions=False, headers=headers)


@pytest.fixture
def other_client(engine: Engine, make_token: Callable[..., str]) -> TestClient:
    """Return a client with another user's token."""
    headers = {"Authorization": f"Bearer {make_token(OTHER_USER)}"}
    return TestClient(app, raise_server_exceptions=False, headers=headers)


@pytest.fixture
def make_task(session: Session) -> Callable[..., Task]:
    """Return a function that stores a task."""

    def store(**values: Any) -> Task:
        task = Task(**{"user_id": USER, "title": "Water the ferns", **values})
        session.add(task)
        session.commit()
        session.refresh(task)
        return task

    return store
