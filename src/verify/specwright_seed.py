"""Stores, finds and changes rows in the database of a backend, for probes whose rows its API cannot make or show.

Usage: specwright_seed.py MODELS DATABASE ENGINE AUTH, the modules of the backend and the name of its engine.
Each line of the standard input is a request in JSON; a line in JSON answers it. It ends with its input.
"""

import asyncio
import importlib
import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter
from sqlmodel import Session, SQLModel, select


def conditions(model: type[SQLModel], like: dict[str, Any]) -> list[Any]:
    """Compare columns with values as JSON has them."""
    return [getattr(model, name) == value for name, value in typed(model, like).items()]


def typed(model: type[SQLModel], values: dict[str, Any]) -> dict[str, Any]:
    """Return values as the columns of a model have them."""
    return {
        name: TypeAdapter(model.model_fields[name].annotation).validate_python(value)
        for name, value in values.items()
    }


def shown(row: SQLModel) -> dict[str, Any]:
    """Return all columns of a row as JSON has them."""
    return json.loads(row.model_dump_json())


async def answer(session: Any, request: dict[str, Any], modules: dict[str, Any]) -> Any:
    """Do what a request asks for."""

    async def done(result: Any) -> Any:
        return await result if asyncio.iscoroutine(result) else result

    module, _, name = request["model"].rpartition(":")
    model = getattr(importlib.import_module(module) if module else modules["models"], name)
    if request["do"] == "store":
        if model.metadata is not SQLModel.metadata:
            # Another system makes this table, and it does not run here.
            connection = await done(session.connection())
            create = model.metadata.create_all
            await done(connection.run_sync(create) if hasattr(connection, "run_sync") else create(connection))
        hashed = {name: modules["auth"].hash_password(text) for name, text in request["hashed"].items()}
        row = model.model_validate({**request["row"], **hashed})
        session.add(row)
        await done(session.commit())
        await done(session.refresh(row))
        return shown(row)
    found = (await done(session.exec(select(model).where(*conditions(model, request["like"]))))).all()
    if request["do"] == "change":
        for row in found:
            row.sqlmodel_update(typed(model, request["values"]))
            session.add(row)
        await done(session.commit())
        return len(found)
    return [shown(row) for row in found]


async def main() -> None:
    """Answer each line of the input."""
    sys.path.insert(0, str(Path.cwd()))
    models, database, name, auth = sys.argv[1:5]
    modules = {
        "models": importlib.import_module(models),
        "auth": importlib.import_module(auth) if auth else None,
    }
    engine = getattr(importlib.import_module(database), name)
    asynchronous = hasattr(engine, "sync_engine")
    if asynchronous:
        from sqlmodel.ext.asyncio.session import AsyncSession
    for line in sys.stdin:
        try:
            if asynchronous:
                async with AsyncSession(engine) as session:
                    answered = {"value": await answer(session, json.loads(line), modules)}
            else:
                with Session(engine) as session:
                    answered = {"value": await answer(session, json.loads(line), modules)}
        except Exception as error:  # Whatever the backend's own code raises is the answer.
            answered = {"fault": f"{type(error).__name__}: {error}"[:300]}
        print(json.dumps(answered), flush=True)


asyncio.run(main())
