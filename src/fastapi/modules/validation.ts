import type { Statement } from '../../python/nodes/statement.js'
import { python } from '../../python/nodes/quotation.js'
import { usedDefinitions, type OptionalDefinition } from '../definition-list.js'
import { MOMENT_CHECKS, MOMENT_TYPES } from './moments.js'
import { NUMBER_TYPES } from './number-types.js'
import { TEXT_TYPES } from './text-types.js'
import { strictRoute } from './strict-route.js'

/**
 * Statements of the validation module: only what `used` asks for.
 *
 * @param uploadBytes most bytes of a request with files; null where no route takes any
 */
export function validationModule(
  used: ReadonlySet<string>,
  uploadBytes: number | null = null,
): readonly Statement[] {
  return usedDefinitions([...DEFINITIONS, strictRoute(uploadBytes)], used)
}

const DEFINITIONS: readonly OptionalDefinition[] = [
  {
    name: 'MAX_BODY_BYTES',
    uses: [],
    statements: [
      python`
        MAX_BODY_BYTES = 1024 * 1024
        # Read and let go beyond a limit, so that a client that is still sending sees why it is refused.
        MAX_DISCARDED_BYTES = 32 * 1024 * 1024
      `,
    ],
  },
  {
    name: 'UNSTORABLE',
    uses: [],
    statements: [
      python`
        import re

        # PostgreSQL stores no NUL, and a lone surrogate has no UTF-8 form.
        UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
      `,
    ],
  },
  {
    name: 'INTEGER',
    uses: [],
    statements: [
      python`
        import re

        INTEGER = re.compile("-?(0|[1-9][0-9]{0,18})")
      `,
    ],
  },
  {
    name: 'DATE',
    uses: [],
    statements: [
      python`
        import re

        DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
      `,
    ],
  },
  {
    name: 'refuse_unstorable',
    uses: ['UNSTORABLE'],
    statements: [
      python`
        from pydantic_core import PydanticCustomError

        def refuse_unstorable(value: str) -> str:
            """Refuse characters that a database cannot hold."""
            if UNSTORABLE.search(value):
                raise PydanticCustomError("string_characters", "String contains a forbidden character")
            return value
      `,
    ],
  },
  {
    name: 'refuse_blank',
    uses: [],
    statements: [
      python`
        from pydantic_core import PydanticCustomError

        def refuse_blank(value: str) -> str:
            """Refuse a text of nothing but blanks."""
            if not value.strip():
                raise PydanticCustomError("string_blank", "String should not be blank")
            return value
      `,
    ],
  },
  {
    name: 'refuse_null',
    uses: [],
    statements: [
      python`
        from pydantic_core import PydanticCustomError

        def refuse_null(value: object) -> object:
            """Refuse null for a field that may be left out but not emptied."""
            if value is None:
                raise PydanticCustomError("null_forbidden", "Field may be left out, but not null")
            return value
      `,
    ],
  },
  {
    name: 'refuse_odd_integer',
    uses: ['INTEGER'],
    statements: [
      python`
        from pydantic_core import PydanticCustomError

        def refuse_odd_integer(value: object) -> object:
            """Refuse other spellings of a number, such as \`01\`, \`+1\` and \`1.0\`."""
            if isinstance(value, str) and not INTEGER.fullmatch(value):
                raise PydanticCustomError("int_parsing", "Input should be a valid integer")
            return value
      `,
    ],
  },
  {
    name: 'refuse_number',
    uses: [],
    statements: [
      python`
        from pydantic_core import PydanticCustomError

        def refuse_number(value: object) -> object:
            """Refuse a number, even as text, where a date or time is meant: nobody knows its unit."""
            written = isinstance(value, str) and value.strip().lstrip("+-").replace(".", "", 1).isdecimal()
            if written or isinstance(value, int | float):
                raise PydanticCustomError("datetime_type", "Input should be text in ISO 8601 format")
            return value
      `,
    ],
  },
  {
    name: 'refuse_odd_date',
    uses: ['DATE'],
    statements: [
      python`
        from pydantic_core import PydanticCustomError

        def refuse_odd_date(value: object) -> object:
            """Refuse all but \`2030-06-01\` where a day is meant: a moment is another day elsewhere."""
            if not isinstance(value, str) or not DATE.fullmatch(value):
                raise PydanticCustomError("date_type", "Input should be a date in the form YYYY-MM-DD")
            return value
      `,
    ],
  },
  {
    name: 'without_type',
    uses: [],
    statements: [
      python`
        from typing import Any

        def without_type(schema: dict[str, Any], unwanted: str) -> dict[str, Any]:
            """Return a JSON schema without the alternative that is refused."""
            kept = [part for part in schema.get("anyOf", []) if part.get("type") != unwanted]
            rest = {key: value for key, value in schema.items() if key != "anyOf"}
            return {**rest, **kept[0]} if len(kept) == 1 else {**rest, "anyOf": kept}
      `,
    ],
  },
  {
    name: 'refuse_non_number',
    uses: [],
    statements: [
      python`
        from pydantic_core import PydanticCustomError

        def refuse_non_number(value: object) -> object:
            """Refuse text and booleans where JSON has numbers."""
            if isinstance(value, str | bool):
                raise PydanticCustomError("decimal_type", "Input should be a number")
            return value
      `,
    ],
  },
  {
    name: 'refuse_non_url',
    uses: [],
    statements: [
      python`
        from pydantic import HttpUrl, TypeAdapter

        URL = TypeAdapter(HttpUrl)


        def refuse_non_url(value: str) -> str:
            """Refuse what is no absolute URL, and keep the spelling of one that is."""
            URL.validate_python(value)
            return value
      `,
    ],
  },
  ...MOMENT_CHECKS,
  {
    name: 'invalid_field',
    uses: [],
    statements: [
      python`
        from fastapi.exceptions import RequestValidationError

        def invalid_field(message: str, *place: str) -> RequestValidationError:
            """Return the refusal of a body field that does not fit the rest of its row."""
            return RequestValidationError([{"type": "value_error", "loc": ("body", *place), "msg": message}])
      `,
    ],
  },
  {
    name: 'write_cursor',
    uses: [],
    statements: [
      python`
        from base64 import urlsafe_b64encode
        from pydantic_core import to_json

        def write_cursor(*values: object) -> str:
            """Return an opaque text for the place behind the row that has these values."""
            return urlsafe_b64encode(to_json(values)).decode().rstrip("=")
      `,
    ],
  },
  {
    name: 'read_cursor',
    uses: [],
    statements: [
      python`
        from base64 import urlsafe_b64decode
        from typing import TypeVar
        from fastapi.exceptions import RequestValidationError
        from pydantic import TypeAdapter

        Values = TypeVar("Values")


        def read_cursor(cursor: str, adapter: TypeAdapter[Values], parameter: str) -> Values:
            """Return the values in a cursor; refuse one that no page has told."""
            try:
                return adapter.validate_json(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            except ValueError:
                raise RequestValidationError(
                    [{"type": "cursor_invalid", "loc": ("query", parameter), "msg": "Cursor is none of this list"}]
                ) from None
      `,
    ],
  },
  {
    name: 'refuse_unstorable_within',
    uses: ['refuse_unstorable'],
    statements: [
      python`
        import math
        from typing import Any
        from pydantic_core import PydanticCustomError

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
      `,
    ],
  },
  {
    name: 'JsonObject',
    uses: ['refuse_unstorable_within'],
    statements: [
      python`
        from typing import Annotated, Any
        from pydantic import AfterValidator

        JsonObject = Annotated[dict[str, Any], AfterValidator(refuse_unstorable_within)]
      `,
    ],
  },
  {
    name: 'JsonArray',
    uses: ['refuse_unstorable_within'],
    statements: [
      python`
        from typing import Annotated, Any
        from pydantic import AfterValidator

        JsonArray = Annotated[list[Any], AfterValidator(refuse_unstorable_within)]
      `,
    ],
  },
  ...TEXT_TYPES,
  ...NUMBER_TYPES,
  ...MOMENT_TYPES,
  {
    name: 'NotNull',
    uses: ['refuse_null', 'without_type'],
    statements: [
      python`
        from typing import Any
        from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
        from pydantic_core import CoreSchema, core_schema

        class NotNull:
            """Marks a field that may be left out but not emptied."""

            @classmethod
            def __get_pydantic_core_schema__(
                cls, source: Any, handler: GetCoreSchemaHandler
            ) -> CoreSchema:
                """Refuse null before the value is read."""
                return core_schema.no_info_before_validator_function(refuse_null, handler(source))

            @classmethod
            def __get_pydantic_json_schema__(
                cls, schema: CoreSchema, handler: GetJsonSchemaHandler
            ) -> dict[str, Any]:
                """Document the value alone, not the null that stands for its absence."""
                return without_type(handler(schema), "null")
      `,
    ],
  },
  {
    name: 'RequestBody',
    uses: [],
    statements: [
      python`
        from pydantic import BaseModel, ConfigDict

        class RequestBody(BaseModel):
            """Base of request bodies: unknown fields are refused."""

            model_config = ConfigDict(extra="forbid")
      `,
    ],
  },
]
