"""What every request must satisfy, whatever its route."""

import json
import math
import re
from collections.abc import AsyncGenerator, Callable, Coroutine
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Any

from fastapi import HTTPException, Request, Response, status
from fastapi.routing import APIRoute
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    PlainSerializer,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

MAX_BODY_BYTES = 1024 * 1024
# Read and let go beyond a limit, so that a client that is still sending sees why it is refused.
MAX_DISCARDED_BYTES = 32 * 1024 * 1024
# PostgreSQL stores no NUL, and a lone surrogate has no UTF-8 form.
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
INTEGER = re.compile("-?(0|[1-9][0-9]{0,18})")


def refuse_unstorable(value: str) -> str:
    """Refuse characters that a database cannot hold."""
    if UNSTORABLE.search(value):
        raise PydanticCustomError("string_characters", "String contains a forbidden character")
    return value


def refuse_null(value: object) -> object:
    """Refuse null for a field that may be left out but not emptied."""
    if value is None:
        raise PydanticCustomError("null_forbidden", "Field may be left out, but not null")
    return value


def refuse_odd_integer(value: object) -> object:
    """Refuse other spellings of a number, such as `01`, `+1` and `1.0`."""
    if isinstance(value, str) and not INTEGER.fullmatch(value):
        raise PydanticCustomError("int_parsing", "Input should be a valid integer")
    return value


def refuse_number(value: object) -> object:
    """Refuse a number, even as text, where a date or time is meant: nobody knows its unit."""
    written = isinstance(value, str) and value.strip().lstrip("+-").replace(".", "", 1).isdecimal()
    if written or isinstance(value, int | float):
        raise PydanticCustomError("datetime_type", "Input should be text in ISO 8601 format")
    return value


def without_type(schema: dict[str, Any], unwanted: str) -> dict[str, Any]:
    """Return a JSON schema without the alternative that is refused."""
    kept = [part for part in schema.get("anyOf", []) if part.get("type") != unwanted]
    rest = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**rest, **kept[0]} if len(kept) == 1 else {**rest, "anyOf": kept}


def refuse_non_number(value: object) -> object:
    """Refuse text and booleans where JSON has numbers."""
    if isinstance(value, str | bool):
        raise PydanticCustomError("decimal_type", "Input should be a number")
    return value


def to_utc(value: datetime) -> datetime:
    """Return the moment in UTC; the calendar ends at both sides."""
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("datetime_range", "Datetime is out of range") from None


MAX_JSON_DEPTH = 100


def refuse_unstorable_within(value: Any) -> Any:
    """Refuse what no database or answer can hold, anywhere inside a value."""
    pending: list[tuple[Any, int]] = [(value, 0)]
    while pending:
        item, depth = pending.pop()
        if depth > MAX_JSON_DEPTH:
            raise PydanticCustomError("json_depth", "Value is nested too deeply")
        if isinstance(item, str):
            refuse_unstorable(item)
        elif isinstance(item, float) and not math.isfinite(item):
            raise PydanticCustomError("finite_number", "Input should be a finite number")
        elif isinstance(item, dict):
            pending.extend((part, depth + 1) for pair in item.items() for part in pair)
        elif isinstance(item, list):
            pending.extend((part, depth + 1) for part in item)
    return value


JsonObject = Annotated[dict[str, Any], AfterValidator(refuse_unstorable_within)]


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
TrimmedText = Annotated[
    str,
    StringConstraints(strip_whitespace=True),
    Storable,
    Documented(pattern=r"^[^\x00]*$"),
]
PlainInteger = BeforeValidator(refuse_odd_integer)
Amount = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]


class JsonNumber:
    """Marks a decimal that JSON carries as a number, never as text."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Refuse other types before the value is read."""
        return core_schema.no_info_before_validator_function(refuse_non_number, handler(source))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Document the number alone."""
        return without_type(handler(schema), "string")


UtcDatetime = Annotated[AwareDatetime, BeforeValidator(refuse_number), AfterValidator(to_utc)]


class NotNull:
    """Marks a field that may be left out but not emptied."""

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Refuse null before the value is read."""
        return core_schema.no_info_before_validator_function(refuse_null, handler(source))

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        """Document the value alone, not the null that stands for its absence."""
        return without_type(handler(schema), "null")


class RequestBody(BaseModel):
    """Base of request bodies: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid")


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
