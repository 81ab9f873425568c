import { python } from '../../python/nodes/quotation.js'
import type { OptionalDefinition } from '../definition-list.js'

/** Types of numbers that a client sends or gets. */
export const NUMBER_TYPES: readonly OptionalDefinition[] = [
  {
    name: 'PlainInteger',
    uses: ['refuse_odd_integer'],
    statements: [
      python`
        from pydantic import BeforeValidator

        PlainInteger = BeforeValidator(refuse_odd_integer)
      `,
    ],
  },
  {
    name: 'Amount',
    uses: [],
    statements: [
      python`
        from decimal import Decimal
        from typing import Annotated
        from pydantic import PlainSerializer

        Amount = Annotated[Decimal, PlainSerializer(float, return_type=float, when_used="json")]
      `,
    ],
  },
  {
    name: 'JsonNumber',
    uses: ['refuse_non_number', 'without_type'],
    statements: [
      python`
        from typing import Any
        from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
        from pydantic_core import CoreSchema, core_schema

        class JsonNumber:
            """Marks a decimal that JSON carries as a number, never as text."""

            @classmethod
            def __get_pydantic_core_schema__(
                cls, source: Any, handler: GetCoreSchemaHandler
            ) -> CoreSchema:
                """Refuse other types before the value is read."""
                return core_schema.no_info_before_validator_function(
                    refuse_non_number, handler(source)
                )

            @classmethod
            def __get_pydantic_json_schema__(
                cls, schema: CoreSchema, handler: GetJsonSchemaHandler
            ) -> dict[str, Any]:
                """Document the number alone."""
                return without_type(handler(schema), "string")
      `,
    ],
  },
  {
    name: 'NumberText',
    uses: ['without_type'],
    statements: [
      python`
        from typing import Any
        from pydantic import GetJsonSchemaHandler
        from pydantic_core import CoreSchema

        class NumberText:
            """Marks a decimal in an address, where every number is text."""

            @classmethod
            def __get_pydantic_json_schema__(
                cls, schema: CoreSchema, handler: GetJsonSchemaHandler
            ) -> dict[str, Any]:
                """Document the number alone."""
                return without_type(handler(schema), "string")
      `,
    ],
  },
]
