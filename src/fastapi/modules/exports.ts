import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import type { Backend } from '../backend.js'
import { inServiceOf } from '../in-service.js'
import { usedDefinitions, type OptionalDefinition } from '../definition-list.js'

/** Statements of the module that turns rows into files, line by line; `used` are the names that routers import. */
export function exportsModule(backend: Backend, used: ReadonlySet<string>): readonly Statement[] {
  const files = FILES.map(({ statements, ...rest }) => ({
    ...rest,
    statements: statements.map((each) => inServiceOf(backend, each)),
  }))
  return usedDefinitions([...CELLS, ...VALUES, ...files], used)
}

/** A cell that begins like a formula would be run by a spreadsheet (CWE-1236). */
const CELLS: readonly OptionalDefinition[] = [
  {
    name: 'csv_line',
    uses: ['csv_cell'],
    statements: [
      python`
        import csv
        import io
        from collections.abc import Iterable

        def csv_line(values: Iterable[object]) -> str:
            """Return one line of CSV (RFC 4180)."""
            line = io.StringIO()
            csv.writer(line).writerow([csv_cell(value) for value in values])
            return line.getvalue()
      `,
    ],
  },
  {
    name: 'csv_cell',
    uses: [],
    statements: [
      python`
        import json
        import re
        from datetime import date, datetime, time
        from decimal import Decimal

        NUMBER_LIKE = re.compile(r"[-+\d][-+\d ().]*")


        def csv_cell(value: object) -> str:
            """Return a value as text that no spreadsheet takes for a formula."""
            if value is None:
                return ""
            if isinstance(value, datetime | date | time):
                return value.isoformat()
            if isinstance(value, Decimal):
                return format(value.normalize(), "f")
            if isinstance(value, dict | list):
                return json.dumps(value, ensure_ascii=False)
            text = str(value)
            formula = text.startswith(("=", "+", "-", "@", "\t", "\r"))
            return f"'{text}" if formula and not NUMBER_LIKE.fullmatch(text) else text
      `,
    ],
  },
]

const VALUES: readonly OptionalDefinition[] = [
  {
    name: 'json_value',
    uses: [],
    statements: [
      python`
        from decimal import Decimal
        from pydantic_core import to_jsonable_python

        def json_value(value: object) -> object:
            """Return a value as JSON holds it, numbers of any kind as numbers."""
            return float(value) if isinstance(value, Decimal) else to_jsonable_python(value)
      `,
    ],
  },
]

/** Rows of an asynchronous service as files. */
const FILES: readonly OptionalDefinition[] = [
  {
    name: 'csv_file',
    uses: ['csv_line'],
    statements: [
      python`
        from collections.abc import AsyncIterable, AsyncIterator
        from fastapi.responses import StreamingResponse

        def csv_file(
            rows: AsyncIterable[object], columns: dict[str, str], filename: str
        ) -> StreamingResponse:
            """Return rows as a CSV file, each as it arrives from the database."""

            async def lines() -> AsyncIterator[str]:
                yield csv_line(columns)
                async for row in rows:
                    yield csv_line(getattr(row, attribute) for attribute in columns.values())

            disposition = f'attachment; filename="{filename}"'
            return StreamingResponse(
                lines(), media_type="text/csv", headers={"Content-Disposition": disposition}
            )
      `,
    ],
  },
  {
    name: 'json_file',
    uses: ['json_value'],
    statements: [
      python`
        import json
        from collections.abc import AsyncIterable, AsyncIterator
        from fastapi.responses import StreamingResponse

        def json_file(
            rows: AsyncIterable[object], columns: dict[str, str], filename: str
        ) -> StreamingResponse:
            """Return rows as a JSON file, each as it arrives from the database."""

            async def parts() -> AsyncIterator[str]:
                separator = "["
                async for row in rows:
                    members = {title: json_value(getattr(row, name)) for title, name in columns.items()}
                    yield separator + json.dumps(members, ensure_ascii=False)
                    separator = ","
                yield "[]" if separator == "[" else "]"

            disposition = f'attachment; filename="{filename}"'
            return StreamingResponse(
                parts(), media_type="application/json", headers={"Content-Disposition": disposition}
            )
      `,
    ],
  },
]
