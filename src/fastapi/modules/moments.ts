import { python } from '../../python/nodes/quotation.js'
import type { OptionalDefinition } from '../definition-list.js'

/** What is checked and changed of a moment that comes in. */
export const MOMENT_CHECKS: readonly OptionalDefinition[] = [
  {
    name: 'assume_utc',
    uses: [],
    statements: [
      python`
        from datetime import UTC, datetime

        def assume_utc(value: datetime) -> datetime:
            """Take a moment that does not say its time zone as UTC."""
            return value if value.tzinfo is not None else value.replace(tzinfo=UTC)
      `,
    ],
  },
  {
    name: 'to_utc',
    uses: [],
    statements: [
      python`
        from datetime import UTC, datetime
        from pydantic_core import PydanticCustomError

        def to_utc(value: datetime) -> datetime:
            """Return the moment in UTC; the calendar ends at both sides."""
            try:
                return value.astimezone(UTC)
            except OverflowError:
                raise PydanticCustomError("datetime_range", "Datetime is out of range") from None
      `,
    ],
  },
]

/** The types of moments, days and times that come in. */
export const MOMENT_TYPES: readonly OptionalDefinition[] = [
  {
    name: 'UtcDatetime',
    uses: ['refuse_number', 'to_utc'],
    statements: [
      python`
        from typing import Annotated
        from pydantic import AfterValidator, AwareDatetime, BeforeValidator

        UtcDatetime = Annotated[AwareDatetime, BeforeValidator(refuse_number), AfterValidator(to_utc)]
      `,
    ],
  },
  {
    name: 'AssumedUtcDatetime',
    uses: ['refuse_number', 'assume_utc', 'to_utc'],
    statements: [
      python`
        from datetime import datetime
        from typing import Annotated
        from pydantic import AfterValidator, BeforeValidator

        AssumedUtcDatetime = Annotated[
            datetime, BeforeValidator(refuse_number), AfterValidator(assume_utc), AfterValidator(to_utc)
        ]
      `,
    ],
  },
  {
    name: 'Date',
    uses: ['refuse_odd_date'],
    statements: [
      python`
        from datetime import date
        from typing import Annotated
        from pydantic import BeforeValidator

        Date = Annotated[date, BeforeValidator(refuse_odd_date)]
      `,
    ],
  },
  {
    name: 'Time',
    uses: ['refuse_number'],
    statements: [
      python`
        from datetime import time
        from typing import Annotated
        from pydantic import BeforeValidator

        Time = Annotated[time, BeforeValidator(refuse_number)]
      `,
    ],
  },
]
