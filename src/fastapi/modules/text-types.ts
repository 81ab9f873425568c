import { python } from '../../python/nodes/quotation.js'
import type { OptionalDefinition } from '../definition-list.js'

/** Types of texts that a client sends, and what the document says of them. */
export const TEXT_TYPES: readonly OptionalDefinition[] = [
  {
    name: 'Documented',
    uses: [],
    statements: [
      python`
        from typing import Any
        from pydantic import GetJsonSchemaHandler
        from pydantic_core import CoreSchema

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
      `,
    ],
  },
  {
    name: 'Storable',
    uses: ['refuse_unstorable'],
    statements: [
      python`
        from pydantic import AfterValidator

        Storable = AfterValidator(refuse_unstorable)
      `,
    ],
  },
  {
    name: 'ParameterText',
    uses: ['Storable', 'Documented'],
    statements: [
      python`
        from typing import Annotated

        ParameterText = Annotated[str, Storable, Documented(pattern=r"^[^\x00]*$")]
      `,
    ],
  },
  {
    name: 'Text',
    uses: ['Storable', 'Documented'],
    statements: [
      python`
        from typing import Annotated

        Text = Annotated[str, Storable, Documented(pattern=r"^[^\x00]*$")]
      `,
    ],
  },
  {
    name: 'NonBlankText',
    uses: ['Storable', 'refuse_blank', 'Documented'],
    statements: [
      python`
        from typing import Annotated
        from pydantic import AfterValidator

        NonBlankText = Annotated[
            str,
            Storable,
            AfterValidator(refuse_blank),
            Documented(pattern=r"^[^\x00]*[^\s\x00][^\x00]*$"),
        ]
      `,
    ],
  },
  {
    name: 'TrimmedText',
    uses: ['Storable', 'Documented'],
    statements: [
      python`
        from typing import Annotated
        from pydantic import StringConstraints

        TrimmedText = Annotated[
            str,
            StringConstraints(strip_whitespace=True),
            Storable,
            Documented(pattern=r"^[^\x00]*$"),
        ]
      `,
    ],
  },
  {
    name: 'Url',
    uses: ['Storable', 'refuse_non_url', 'Documented'],
    statements: [
      python`
        from typing import Annotated
        from pydantic import AfterValidator

        Url = Annotated[
            str,
            Storable,
            AfterValidator(refuse_non_url),
            Documented(format="uri", minLength=1, maxLength=2083),
        ]
      `,
    ],
  },
]
