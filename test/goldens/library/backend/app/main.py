"""The application: `uvicorn app.main:app`."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from fastapi.concurrency import run_in_threadpool
from fastapi.middleware.cors import CORSMiddleware

from app.database import create_db_and_tables, engine
from app.errors import EXCEPTION_HANDLERS, RetryLostTransactions
from app.routers import books, health, loans
from app.settings import get_settings

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
    title="Lending library",
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
    allow_methods=["GET", "POST", "PATCH", "DELETE", "OPTIONS"],
    allow_headers=["Authorization", "Content-Type"],
)
app.include_router(health.router)
app.include_router(books.router)
app.include_router(loans.router)
