"""Fixtures of all tests: an empty database, callers and rows."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
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
from app.models import Cook, CookWatch, Recipe, RecipeBookmark, RecipeIngredient, Remark
from app.settings import Settings, get_settings
from tests import OTHER_USER, USER

NUMBERS = count(1)


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
def make_cook(session: Session) -> Callable[..., Cook]:
    """Return a function that stores a cook."""

    def store(**values: Any) -> Cook:
        number = next(NUMBERS)
        cook = Cook(**{"handle": f"handle {number}", **values})
        session.add(cook)
        session.commit()
        session.refresh(cook)
        return cook

    return store


@pytest.fixture
def make_recipe(session: Session, make_cook: Callable[..., Cook]) -> Callable[..., Recipe]:
    """Return a function that stores a recipe."""

    def store(**values: Any) -> Recipe:
        if "cook_id" not in values:
            values["cook_id"] = make_cook().id
        number = next(NUMBERS)
        recipe = Recipe(**{"slug": f"slug {number}", "title": "First title", **values})
        session.add(recipe)
        session.commit()
        session.refresh(recipe)
        return recipe

    return store


@pytest.fixture
def make_remark(session: Session, make_recipe: Callable[..., Recipe]) -> Callable[..., Remark]:
    """Return a function that stores a remark."""

    def store(**values: Any) -> Remark:
        if "recipe_id" not in values:
            values["recipe_id"] = make_recipe().id
        remark = Remark(**{"text": "First text", **values})
        session.add(remark)
        session.commit()
        session.refresh(remark)
        return remark

    return store


@pytest.fixture
def make_recipe_bookmark(
    session: Session, make_recipe: Callable[..., Recipe]
) -> Callable[..., RecipeBookmark]:
    """Return a function that stores a recipe bookmark."""

    def store(**values: Any) -> RecipeBookmark:
        if "recipe_id" not in values:
            values["recipe_id"] = make_recipe().id
        recipe_bookmark = RecipeBookmark(**{"user_id": USER, **values})
        session.add(recipe_bookmark)
        session.commit()
        session.refresh(recipe_bookmark)
        return recipe_bookmark

    return store


@pytest.fixture
def make_cook_watch(session: Session, make_cook: Callable[..., Cook]) -> Callable[..., CookWatch]:
    """Return a function that stores a cook watch."""

    def store(**values: Any) -> CookWatch:
        if "cook_id" not in values:
            values["cook_id"] = make_cook().id
        cook_watch = CookWatch(**{"user_id": USER, **values})
        session.add(cook_watch)
        session.commit()
        session.refresh(cook_watch)
        return cook_watch

    return store


@pytest.fixture
def make_recipe_ingredient(
    session: Session, make_recipe: Callable[..., Recipe]
) -> Callable[..., RecipeIngredient]:
    """Return a function that stores a recipe ingredient."""

    def store(**values: Any) -> RecipeIngredient:
        if "recipe_id" not in values:
            values["recipe_id"] = make_recipe().id
        number = next(NUMBERS)
        recipe_ingredient = RecipeIngredient(
            **{"ingredient": f"ingredient {number}", "position": 1, **values}
        )
        session.add(recipe_ingredient)
        session.commit()
        session.refresh(recipe_ingredient)
        return recipe_ingredient

    return store
