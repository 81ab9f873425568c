"""Answers to everything that goes wrong, the same for all routes."""

import asyncio
import logging
import random
import uuid
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response, status
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from sqlalchemy.exc import DataError, InterfaceError, OperationalError, TimeoutError
from sqlalchemy.orm.exc import StaleDataError
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.routing import compile_path
from starlette.types import ASGIApp, Message, Receive, Scope, Send

logger = logging.getLogger(__name__)


def error_response(status_code: int, detail: object) -> JSONResponse:
    """Return an error in the one shape of the service."""
    return JSONResponse({"detail": detail}, status_code)


class ErrorBody(BaseModel):
    """Answer to a request that is refused."""

    detail: str


class FieldError(BaseModel):
    """One thing that is wrong with a request, and where."""

    type: str
    loc: list[str | int]
    msg: str


class InvalidRequest(BaseModel):
    """Answer to a request that is not as specified."""

    detail: str | list[FieldError]


def error_responses(*status_codes: int) -> dict[int | str, dict[str, Any]]:
    """Document with which statuses a route refuses."""
    invalid = {status.HTTP_422_UNPROCESSABLE_CONTENT}
    return {
        code: {"model": InvalidRequest if code in invalid else ErrorBody} for code in status_codes
    }


def printable(part: str | int) -> str | int:
    """Return a part of a place as bounded ASCII: a client may have made it up."""
    if isinstance(part, int):
        return part
    return part[:100].encode("ascii", "backslashreplace").decode()


async def invalid_request(request: Request, error: RequestValidationError) -> JSONResponse:
    """Answer with place, message and type of each error, and never with the input."""
    errors = [
        {
            "type": item["type"],
            "loc": [printable(part) for part in item["loc"]],
            "msg": "Body should be a JSON object" if item["loc"] == ("body",) else item["msg"],
        }
        for item in error.errors()
    ]
    return error_response(status.HTTP_422_UNPROCESSABLE_CONTENT, errors)


async def method_not_allowed(request: Request, error: StarletteHTTPException) -> JSONResponse:
    """Answer 405 with all methods that the path has, not those of one route."""
    paths: dict[str, dict[str, object]] = request.app.openapi()["paths"]
    matching = [known for known in paths if compile_path(known)[0].match(request.scope["path"])]
    # A path without parameters is a resource of its own, whatever else its text would match.
    fewest = min((known.count("{") for known in matching), default=0)
    allowed = {
        method.upper()
        for known in matching
        if known.count("{") == fewest
        for method in paths[known]
    }
    response = error_response(status.HTTP_405_METHOD_NOT_ALLOWED, error.detail)
    response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


async def unstorable_value(request: Request, error: Exception) -> JSONResponse:
    """Answer 422 when the database refuses a value that validation let pass."""
    logger.warning("database refused a value: %s", type(error).__name__)
    return error_response(status.HTTP_422_UNPROCESSABLE_CONTENT, "A value is out of range")


async def row_vanished(request: Request, error: Exception) -> JSONResponse:
    """Answer 404 when another request removed the row in the meantime."""
    return error_response(status.HTTP_404_NOT_FOUND, "Not found")


async def database_unavailable(request: Request, error: Exception) -> JSONResponse:
    """Answer 503 when the database cannot be reached."""
    if isinstance(error, OperationalError) and is_lost(error):
        raise TransactionLost from error
    return log_failure(
        request, error, status.HTTP_503_SERVICE_UNAVAILABLE, "Service temporarily unavailable"
    )


async def internal_error(request: Request, error: Exception) -> JSONResponse:
    """Answer 500 to anything unforeseen."""
    return log_failure(
        request, error, status.HTTP_500_INTERNAL_SERVER_ERROR, "Internal server error"
    )


def log_failure(request: Request, error: Exception, status_code: int, detail: str) -> JSONResponse:
    """Keep the details in the log, and give the client an id to find them by."""
    request_id = uuid.uuid4().hex
    logger.error("%s on request %s (%s)", status_code, request_id, request.method, exc_info=error)
    response = error_response(status_code, detail)
    response.headers["X-Request-ID"] = request_id
    return response


RETRY_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 1.6, 1.6)
"""Seconds before a lost transaction runs again, at most: at random, lest two meet again."""


class TransactionLost(Exception):
    """The database made a transaction give way to another: nothing of it is kept."""


def is_lost(error: OperationalError) -> bool:
    """Tell a serialization failure and a deadlock by their SQLSTATE."""
    return getattr(error.orig, "sqlstate", None) in {"40001", "40P01"}


class RetryLostTransactions:
    """Middleware that runs a request again when its transaction was lost."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before the application."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, once more with the same body where its transaction is lost."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        received: list[Message] = []
        for pause in (*RETRY_PAUSES, None):
            try:
                await self.app({**scope}, replay(received, receive), send)
                return
            except TransactionLost as error:
                if pause is None:
                    response = log_failure(
                        Request(scope),
                        error,
                        status.HTTP_503_SERVICE_UNAVAILABLE,
                        "Service temporarily unavailable",
                    )
                    await response(scope, receive, send)
                    return
                logger.warning("a transaction was lost to another: its request runs again")
                await asyncio.sleep(random.uniform(0, pause))


def replay(received: list[Message], receive: Receive) -> Receive:
    """Return a channel that repeats what was received, and adds to it what comes after."""
    position = 0

    async def next_message() -> Message:
        nonlocal position
        if position == len(received):
            received.append(await receive())
        position += 1
        return received[position - 1]

    return next_message


EXCEPTION_HANDLERS: dict[
    int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]
] = {
    status.HTTP_405_METHOD_NOT_ALLOWED: method_not_allowed,
    RequestValidationError: invalid_request,
    DataError: unstorable_value,
    StaleDataError: row_vanished,
    OperationalError: database_unavailable,
    InterfaceError: database_unavailable,
    TimeoutError: database_unavailable,
    Exception: internal_error,
}
