"""Puts rows into the database of a backend, for probes whose callers its API cannot make.

Usage: specwright_seed.py REQUEST, a JSON file with the modules of models and database, and rows by model.
"""

import asyncio
import importlib
import json
import sys
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncEngine
from sqlmodel import Session, SQLModel
from sqlmodel.ext.asyncio.session import AsyncSession


async def store(engine: AsyncEngine, rows: list[SQLModel]) -> None:
    """Store rows through an asynchronous engine."""
    async with AsyncSession(engine) as session:
        session.add_all(rows)
        await session.commit()
    await engine.dispose()


def main() -> None:
    """Store the rows that the request names."""
    sys.path.insert(0, str(Path.cwd()))
    request = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    models = importlib.import_module(request["models"])
    engine = importlib.import_module(request["database"]).engine
    rows = [
        getattr(models, model).model_validate(row)
        for model, wanted in request["rows"].items()
        for row in wanted
    ]
    if isinstance(engine, AsyncEngine):
        asyncio.run(store(engine, rows))
        return
    with Session(engine) as session:
        session.add_all(rows)
        session.commit()


main()
