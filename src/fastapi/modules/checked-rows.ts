import { python } from '../../python/nodes/quotation.js'
import { own, type Backend } from '../backend.js'
import type { Statement } from '../../python/nodes/statement.js'
import { usedDefinitions, type OptionalDefinition } from '../definition-list.js'

/** Statements of the module that checks rows one by one; `used` are the names that routers import. */
export function rowsModule(backend: Backend, used: ReadonlySet<string>): readonly Statement[] {
  const read = backend.asynchronous ? READ_ASYNCHRONOUS : READ_SYNCHRONOUS
  return usedDefinitions(
    [FAULT, checkedRows(backend), DESCRIBED, REFUSAL_TEXTS, EACH_FAULT, INVALID_ROWS, ROWS_OF, read],
    used,
  )
}

const FAULT: OptionalDefinition = {
  name: 'Fault',
  uses: [],
  statements: [
    python`
      from dataclasses import dataclass

      @dataclass(frozen=True)
      class Fault:
          """What is wrong with one value of a row, or with the row itself where no field is named."""

          type: str
          field: str
          message: str

          def __str__(self) -> str:
              """Return the fault as one text."""
              return f"{self.field}: {self.message}" if self.field else self.message
    `,
  ],
}

function checkedRows(backend: Backend): OptionalDefinition {
  return {
    name: 'checked_rows',
    uses: ['Fault'],
    statements: [
      python`
        from collections.abc import Iterable
        from typing import TypeVar
        from pydantic import BaseModel, ValidationError

        RowT = TypeVar("RowT", bound=BaseModel)


        def checked_rows(
            model: type[RowT], rows: Iterable[tuple[int, object]]
        ) -> tuple[dict[int, RowT], dict[int, list[Fault]]]:
            """Return the rows that keep the rules of a model, and the faults of the others, by number."""
            accepted: dict[int, RowT] = {}
            refused: dict[int, list[Fault]] = {}
            for place, row in rows:
                try:
                    accepted[place] = model.model_validate(row)
                except ValidationError as error:
                    refused[place] = [
                        Fault(
                            item["type"],
                            ".".join(str(${own(backend, 'errors', 'printable')}(part)) for part in item["loc"]),
                            item["msg"],
                        )
                        for item in error.errors(include_url=False, include_input=False)
                    ]
            return accepted, refused
      `,
    ],
  }
}

const DESCRIBED: OptionalDefinition = {
  name: 'described',
  uses: ['Fault'],
  statements: [
    python`
      from collections.abc import Iterable

      def described(faults: Iterable[Fault]) -> str:
          """Return what is wrong with a row as one text."""
          return "; ".join(str(fault) for fault in faults)
    `,
  ],
}

const REFUSAL_TEXTS: OptionalDefinition = {
  name: 'refusal_texts',
  uses: ['described'],
  statements: [
    python`
      def refusal_texts(refused: dict[int, list[Fault]]) -> list[str]:
          """Return a text for each row that was refused."""
          return [f"Row {place}: {described(faults)}" for place, faults in refused.items()]
    `,
  ],
}

const EACH_FAULT: OptionalDefinition = {
  name: 'each_fault',
  uses: ['Fault'],
  statements: [
    python`
      from collections.abc import Iterator

      def each_fault(refused: dict[int, list[Fault]]) -> Iterator[tuple[int, Fault]]:
          """Yield each fault with the number of its row."""
          for place, faults in refused.items():
              for fault in faults:
                  yield place, fault
    `,
  ],
}

const INVALID_ROWS: OptionalDefinition = {
  name: 'invalid_rows',
  uses: ['each_fault'],
  statements: [
    python`
      from fastapi.exceptions import RequestValidationError

      def invalid_rows(field: str, refused: dict[int, list[Fault]]) -> RequestValidationError:
          """Return the refusal of a request for the faults of its rows."""
          return RequestValidationError(
              [
                  {"type": fault.type, "loc": ("body", field, place, fault.field), "msg": fault.message}
                  for place, fault in each_fault(refused)
              ]
          )
    `,
  ],
}

const ROWS_OF: OptionalDefinition = {
  name: 'rows_of',
  uses: [],
  statements: [
    python`
      import csv
      import io
      from collections.abc import Iterator
      from dataclasses import dataclass
      from fastapi import HTTPException
      from pydantic import BaseModel

      @dataclass(frozen=True)
      class RowFileRules:
          """What a file of rows must satisfy; each rule has its own refusal."""

          max_bytes: int
          max_rows: int
          first_row: int
          refuse_unknown_columns: bool
          too_large: tuple[int, str]
          too_many: tuple[int, str]
          unreadable: tuple[int, str]
          wrong_columns: tuple[int, str]


      def rows_of(
          content: bytes, model: type[BaseModel], rules: RowFileRules
      ) -> Iterator[tuple[int, dict[str, str]]]:
          """Yield the rows of a CSV file (RFC 4180) with their numbers, or refuse the file."""
          if len(content) > rules.max_bytes:
              raise HTTPException(*rules.too_large)
          try:
              # Spreadsheets put a mark before UTF-8.
              text = content.decode("utf-8-sig")
              header, *lines = csv.reader(io.StringIO(text, newline=""), strict=True)
          except (ValueError, csv.Error):
              raise HTTPException(*rules.unreadable) from None
          titles = [title.strip() for title in header]
          columns = {field.alias or name: field for name, field in model.model_fields.items()}
          unknown = set(titles) - set(columns)
          missing = {title for title, field in columns.items() if field.is_required()} - set(titles)
          if missing or len(set(titles)) < len(titles) or (unknown and rules.refuse_unknown_columns):
              raise HTTPException(*rules.wrong_columns)
          if len(lines) > rules.max_rows:
              raise HTTPException(*rules.too_many)
          for place, cells in enumerate(lines, rules.first_row):
              # An empty cell holds no value, and one beyond the titles is refused as no field.
              names = titles + [f"cell {number}" for number in range(len(titles) + 1, len(cells) + 1)]
              row = {name: cell for name, cell in zip(names, cells, strict=False) if cell != ""}
              if cells:
                  yield place, {name: cell for name, cell in row.items() if name not in unknown}
    `,
  ],
}

const READ_ASYNCHRONOUS: OptionalDefinition = {
  name: 'read_rows',
  uses: ['rows_of'],
  statements: [
    python`
      from fastapi import UploadFile
      from pydantic import BaseModel

      async def read_rows(
          file: UploadFile, model: type[BaseModel], rules: RowFileRules
      ) -> list[tuple[int, dict[str, str]]]:
          """Return the rows of an uploaded CSV file with their numbers, or refuse the file."""
          return list(rows_of(await file.read(rules.max_bytes + 1), model, rules))
    `,
  ],
}

const READ_SYNCHRONOUS: OptionalDefinition = {
  name: 'read_rows',
  uses: ['rows_of'],
  statements: [
    python`
      from fastapi import UploadFile
      from pydantic import BaseModel

      def read_rows(
          file: UploadFile, model: type[BaseModel], rules: RowFileRules
      ) -> list[tuple[int, dict[str, str]]]:
          """Return the rows of an uploaded CSV file with their numbers, or refuse the file."""
          return list(rows_of(file.file.read(rules.max_bytes + 1), model, rules))
    `,
  ],
}
