"""What every request must satisfy, whatever its route."""

import json
import re
from collections.abc import AsyncGenerator, Callable, Coroutine
from typing import Annotated, Any

from fastapi import HTTPException, Request, Response, status
from fastapi.routing import APIRoute
from pydantic import AfterValidator, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError

MAX_BODY_BYTES = 1024 * 1024
# Read and let go beyond a limit, so that a client that is still sending sees why it is refused.
MAX_DISCARDED_BYTES = 32 * 1024 * 1024
# PostgreSQL stores no NUL, and a lone surrogate has no UTF-8 form.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def refuse_unstorable(value: str) -> str:
    """Refuse characters that a database cannot hold."""
    if UNSTORABLE.search(value):
        raise PydanticCustomError("string_characters", "String contains a forbidden character")
    return value


def refuse_blank(value: str) -> str:
    """Refuse a text of nothing but blanks."""
    if not value.strip():
        raise PydanticCustomError("string_blank", "String should not be blank")
    return value


class Documented:
    """Tells clients what a validator asks for, where the type has no such keyword of its own."""

    def __init__(self, **keywords: object) -> None:
        """Take keywords of JSON Schema."""
        self.keywords = keywords

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Add the keywords to the document."""
        return {**self.keywords, **handler(schema)}


Storable = AfterValidator(refuse_unstorable)
ParameterText = Annotated[str, Storable, Documented(pattern=r"^[^\x00]*$")]
Text = Annotated[str, Storable, Documented(pattern=r"^[^\x00]*$")]
NonBlankText = Annotated[
    str,
    Storable,
    AfterValidator(refuse_blank),
    Documented(pattern=r"^[^\x00]*[^\s\x00][^\x00]*$"),
]


def refuse_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse an object that gives a key twice, of which readers keep different ones."""
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("repeated key")
    return members


def refuse_constant(name: str) -> None:
    """Refuse `NaN` and `Infinity`, which are no JSON."""
    raise ValueError(name)


def parse_number(text: str) -> int | float:
    """Return a whole number for `5.0` as for `5`: JSON does not tell them apart."""
    number = float(text)
    return int(number) if number.is_integer() else number


class StrictRequest(Request):
    """A request whose body is bounded, and JSON by the letter."""

    async def stream(self) -> AsyncGenerator[bytes]:
        """Yield the body as it arrives, and refuse it once it is too long."""
        size = 0
        async for chunk in super().stream():
            size += len(chunk)
            if size <= MAX_BODY_BYTES:
                yield chunk
            elif size > MAX_BODY_BYTES + MAX_DISCARDED_BYTES:
                break
        if size > MAX_BODY_BYTES:
            raise HTTPException(status.HTTP_413_CONTENT_TOO_LARGE, "Body is too large")

    async def json(self) -> Any:
        """Return the parsed body, or its bytes when they are malformed.

        FastAPI reads the body before it calls dependencies. Bytes fail
        validation, which comes after them, so that a caller without a valid
        token is told so (401) before anything is said about the body (422).
        """
        body = await self.body()
        try:
            return json.loads(
                body.decode(),
                object_pairs_hook=refuse_repeated_keys,
                parse_constant=refuse_constant,
                parse_float=parse_number,
            )
        except (ValueError, RecursionError):
            return body


class StrictRoute(APIRoute):
    """A route that reads its body as a `StrictRequest`."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Wrap the handler of the route."""
        handler = super().get_route_handler()

        async def handle(request: Request) -> Response:
            return await handler(StrictRequest(request.scope, request.receive))

        return handle
