"""Drives a generated backend in this process: requests and answers as lines of JSON over stdio.

Started in the backend's folder with the module of the application as its argument. Ids are counted,
not drawn, so that lists that end in an order by id have the order of their insertion.
"""

import asyncio
import base64
import importlib
import json
import secrets
import sys
import uuid
from contextlib import suppress
from typing import Any

from sqlalchemy import Engine, event

COUNTER = {"ids": 0}


def counted_uuid() -> uuid.UUID:
    """Return the next id, with version and variant of a random one."""
    COUNTER["ids"] += 1
    return uuid.UUID(f"00000000-0000-4000-8000-{COUNTER['ids']:012d}")


uuid.uuid4 = counted_uuid
secrets.token_urlsafe = lambda size=32: counted_uuid().hex
secrets.token_hex = lambda size=32: counted_uuid().hex[-2 * size :]


def hash_passwords_lightly() -> None:
    """Spare the time that makes guessing dear: here nobody guesses."""
    for module, hasher, light in (("argon2", "Argon2Hasher", (1, 8, 1)), ("bcrypt", "BcryptHasher", (4,))):
        with suppress(Exception):
            initialise = getattr(importlib.import_module(f"pwdlib.hashers.{module}"), hasher).__init__
            initialise.__defaults__ = (*light, *initialise.__defaults__[len(light) :])


hash_passwords_lightly()


@event.listens_for(Engine, "connect")
def prepare_connection(connection: Any, record: object) -> None:
    """Spare the wait for the disk, and compare text as PostgreSQL does."""
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute("PRAGMA case_sensitive_like = ON")


def empty_tables(database: Any) -> None:
    """Remove all rows through a connection of their own."""
    from sqlalchemy import create_engine, inspect, text
    from sqlmodel import SQLModel

    url = database.engine.url
    engine = create_engine(url.set(drivername="sqlite"))
    with engine.begin() as connection:
        for table in SQLModel.metadata.tables.values():
            connection.execute(table.delete())
        if inspect(connection).has_table("sqlite_sequence"):
            connection.execute(text("DELETE FROM sqlite_sequence"))
    engine.dispose()
    COUNTER["ids"] = 0


async def answer(app: Any, sent: dict[str, Any]) -> dict[str, Any]:
    """Send one request through the ASGI interface and return the response."""
    path, _, query = sent["target"].partition("?")
    body = base64.b64decode(sent["body"])
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": sent["method"],
        "scheme": "http",
        "path": decoded(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in sent["headers"].items()],
        "client": ("127.0.0.1", 1),
        "server": ("127.0.0.1", 80),
        "state": {},
    }
    messages: list[dict[str, Any]] = []
    pending = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        if not pending:
            # The client stays until the answer is whole: a stream would end where it leaves.
            await asyncio.Event().wait()
        return pending.pop()

    async def send(message: Any) -> None:
        messages.append(message)

    error = None
    try:
        await app(scope, receive, send)
    except Exception as caught:
        error = f"{type(caught).__name__}: {caught}"
    start = next((one for one in messages if one["type"] == "http.response.start"), None)
    text = b"".join(one.get("body", b"") for one in messages if one["type"] == "http.response.body")
    if start is None:
        return {"status": 0, "headers": {}, "body": error or ""}
    headers = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    return {"status": start["status"], "headers": headers, "body": text.decode(), "error": error}


def decoded(path: str) -> str:
    """Return a path without percent-encoding, as servers do."""
    from urllib.parse import unquote

    return unquote(path)


async def main(module: str, database_module: str) -> None:
    """Answer requests until standard input ends."""
    app = importlib.import_module(module).app
    database = importlib.import_module(database_module)
    out = sys.stdout
    sys.stdout = sys.stderr
    async with app.router.lifespan_context(app):
        print(json.dumps({"ready": True}), file=out, flush=True)
        while line := await asyncio.to_thread(sys.stdin.readline):
            sent = json.loads(line)
            if sent.get("empty"):
                empty_tables(database)
                reply: dict[str, Any] = {"empty": True}
            else:
                reply = await answer(app, sent)
            print(json.dumps(reply), file=out, flush=True)


if __name__ == "__main__":
    sys.path.insert(0, ".")
    asyncio.run(main(sys.argv[1], sys.argv[2]))
