"""The application: `uvicorn app.main:app`."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.middleware.cors import CORSMiddleware

from app.api import health, tasks
from app.db import create_db_and_tables, engine
from app.errors import EXCEPTION_HANDLERS, RetryLostTransactions
from app.settings import get_settings

logger = logging.getLogger(__name__)


@asynccontextmanager
async def lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Prepare the schema at the start, close connections at the end."""
    await run_in_threadpool(create_db_and_tables)
    logger.info("started")
    yield
    engine.dispose()
    logger.info("stopped")


app = FastAPI(
    title="Todo Full-Stack Web Application",
    lifespan=lifespan,
    exception_handlers=EXCEPTION_HANDLERS,
    # A redirect to the other form of a path would trust the Host header.
    redirect_slashes=False,
)

app.add_middleware(RetryLostTransactions)
app.add_middleware(
    CORSMiddleware,
    allow_origins=get_settings().cors_origins,
    allow_credentials=True,
    allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
    allow_headers=["Authorization", "Content-Type"],
)
app.include_router(tasks.router)
app.include_router(health.router)
