"""Fixtures of all tests: an empty database, callers and rows."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import Engine, NullPool, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlmodel import Session, SQLModel, create_engine

from app.database import get_session
from app.main import app
from app.models import Plant
from app.settings import Settings, get_settings
from tests import OTHER_USER, USER


def prepare_connection(connection: Any, record: object) -> None:
    """Spare the wait for the disk, and compare text as PostgreSQL does."""
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA case_sensitive_like = ON")


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """Return an empty database, which the application uses during one test."""
    file = tmp_path / "test.db"
    engine = create_engine(f"sqlite:///{file}")
    event.listen(engine, "connect", prepare_connection)
    SQLModel.metadata.create_all(engine)
    asynchronous = create_async_engine(f"sqlite+aiosqlite:///{file}", poolclass=NullPool)
    event.listen(asynchronous.sync_engine, "connect", prepare_connection)
    monkeypatch.setattr("app.database.engine", asynchronous)
    yield engine
    engine.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """Return a session to look into the database."""
    with Session(engine, expire_on_commit=False) as session:
        yield session


@pytest.fixture
def make_token() -> Callable[..., str]:
    """Return a function that signs a token; a claim of None is left out."""

    def sign(
        user_id: str = USER,
        key: Any = None,
        algorithm: str = "HS256",
        kid: str = "1",
        **claims: Any,
    ) -> str:
        secret = key or get_settings().better_auth_secret.get_secret_value()
        expires = datetime.now(UTC) + timedelta(hours=1)
        payload = {"sub": user_id, "exp": expires, **claims}
        present = {name: value for name, value in payload.items() if value is not None}
        return jwt.encode(
            present, "" if algorithm == "none" else secret, algorithm, headers={"kid": kid}
        )

    return sign


@pytest.fixture
def use_settings(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that changes settings for one test."""

    def use(**values: Any) -> None:
        settings = Settings(**values)
        monkeypatch.setitem(app.dependency_overrides, get_settings, lambda: settings)

    return use


@pytest.fixture
def publish_key(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Return a function that publishes the public half of a key."""

    def publish(key: Any, algorithm: str) -> None:
        public = jwt.get_algorithm_by_name(algorithm).to_jwk(key.public_key(), as_dict=True)
        fetched = {"keys": [{**public, "kid": "1", "alg": algorithm}]}
        monkeypatch.setattr(jwt.PyJWKClient, "fetch_data", lambda client: fetched)

    return publish


@pytest.fixture
def anonymous(engine: Engine) -> TestClient:
    """Return a client without a token."""
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def client(engine: Engine, make_token: Callable[..., str]) -> TestClient:
    """Return a client with the user's token."""
    headers = {"Authorization": "Bearer " + make_token()}
    return TestClient(app, raise_server_exceptions=False, headers=headers)


@pytest.fixture
def other_client(engine: Engine, make_token: Callable[..., str]) -> TestClient:
    """Return a client with another user's token."""
    headers = {"Authorization": "Bearer " + make_token(OTHER_USER)}
    return TestClient(app, raise_server_exceptions=False, headers=headers)


class UnreachableDatabase:
    """A session that fails whatever it is asked to do."""

    def __getattr__(self, name: str) -> Any:
        """Fail as a driver does that finds no server."""
        raise OperationalError(name, None, ConnectionError("no route to host"))


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Replace the session of every request by one that fails."""
    monkeypatch.setitem(app.dependency_overrides, get_session, UnreachableDatabase)


@pytest.fixture
def make_plant(session: Session) -> Callable[..., Plant]:
    """Return a function that stores a plant."""

    def store(**values: Any) -> Plant:
        plant = Plant(**{"user_id": USER, "name": "First name", **values})
        session.add(plant)
        session.commit()
        session.refresh(plant)
        return plant

    return store
