"""The application: `uvicorn app.main:app`."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool

from app.database import create_db_and_tables, engine
from app.errors import EXCEPTION_HANDLERS, RetryLostTransactions
from app.routers import health, plants

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Prepare the schema at the start, close connections at the end."""
    await run_in_threadpool(create_db_and_tables)
    logger.info("started")
    yield
    await engine.dispose()
    logger.info("stopped")


app = FastAPI(
    title="Plant Diary API",
    lifespan=lifespan,
    exception_handlers=EXCEPTION_HANDLERS,
    # A redirect to the other form of a path would trust the Host header.
    redirect_slashes=False,
)

app.add_middleware(RetryLostTransactions)
app.include_router(health.router)
app.include_router(plants.router)
