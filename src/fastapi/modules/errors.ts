import { call } from '../../python/nodes/call.js'
import { isFrameworkBody, UNKNOWN_CODE } from '../../design/error-json.js'
import type { ErrorBody, ErrorMember } from '../../design/service.js'
import { dictionary, list, tuple } from '../../python/nodes/collection.js'
import type { Expression } from '../../python/nodes/expression.js'
import { string } from '../../python/nodes/literal.js'
import { attribute, name, symbol } from '../../python/nodes/name.js'
import { python } from '../../python/nodes/quotation.js'
import { assign, traced, type Statement } from '../../python/nodes/statement.js'
import { CONSTRAINT_REFUSALS } from './constraint-refusals.js'
import { documentedErrors } from './error-documentation.js'
import { canLoseTransactions, lostTransactions } from './lost-transactions.js'
import { someStep, type Backend } from '../backend.js'
import { usedDefinitions } from '../definition-list.js'
import { fastapiPath } from '../route-path.js'
import { statusName } from '../status.js'
import { jsonLiteral } from '../values/json.js'

/** Statements of the errors module; `used` are the names that routers import from it. */
export function errorsModule(backend: Backend, used: ReadonlySet<string>): readonly Statement[] {
  const writes = someStep(backend, (step) =>
    [
      'insert',
      'assign',
      'remove',
      'link',
      'collect',
      'relink',
      'take',
      'takeEach',
      'insertEach',
      'insertListed',
      'insertApart',
      'changeListed',
    ].includes(step.kind),
  )
  const constrained = [...backend.tables.values()].some(
    (table) =>
      table.checks.length > 0 ||
      table.indexes.some(({ unique }) => unique) ||
      table.columns.some(({ field, foreignKey }) => field.unique || foreignKey !== null),
  )
  const integrity = writes && constrained
  const needed = new Set([...used, ...(integrity ? ['is_duplicate'] : [])])
  const ownShape = !isFrameworkBody(backend.design.service.errorBody)
  return [
    python`
      import logging

      logger = logging.getLogger(__name__)


      ${errorResponse(backend)}
    `,
    ...usedDefinitions(
      [...CONSTRAINT_REFUSALS, documentedErrors(backend, invalidStatusesOf(backend))],
      needed,
    ),
    ...validation(backend),
    ...(ownShape ? [httpError()] : []),
    methodNotAllowed(),
    ...databaseErrors(integrity, canLoseTransactions(backend)),
    failures(),
    ...(canLoseTransactions(backend) ? [lostTransactions()] : []),
    handlers(integrity, ownShape),
  ]
}

function errorResponse(backend: Backend): readonly Statement[] {
  const { errorBody } = backend.design.service
  const detail = name('detail')
  const body = shaped(errorBody, errorBody.messageForm === 'text' ? detail : list([detail]))
  return [
    ...errorCodes(errorBody),
    traced(
      python`
        from fastapi.responses import JSONResponse

        def error_response(status_code: int, detail: object) -> JSONResponse:
            """Return an error in the one shape of the service."""
            return JSONResponse(${body}, status_code)
      `,
      backend.design.service.origins['errorBody'] ?? [{ kind: 'standard', clause: 'ERR-11' }],
      'the body of every error',
    ),
  ]
}

/** The body of an error: the message and what stands beside it, under their key. */
function shaped(
  { messageKey, within, beside }: ErrorBody,
  message: Expression,
  more: readonly (readonly [Expression, Expression])[] = [],
  status: Expression = name('status_code'),
): Expression {
  const inner = dictionary([
    [string(messageKey), message],
    ...more,
    ...beside.map((member) => [string(member.key), memberValue(member, status)] as const),
  ])
  return within === null ? inner : dictionary([[string(within), inner]])
}

function memberValue(member: ErrorMember, status: Expression): Expression {
  switch (member.kind) {
    case 'status':
      return status
    case 'code':
      return call(attribute(name('ERROR_CODES'), 'get'), status, string(UNKNOWN_CODE))
    case 'constant':
      return jsonLiteral(member.value)
  }
}

/** What each status is called in the body of an error. */
function errorCodes({ beside }: ErrorBody): readonly Statement[] {
  return beside.flatMap((member) =>
    member.kind !== 'code'
      ? []
      : [
          python`
            ERROR_CODES = ${dictionary(
              member.codes.map(({ status, code }) => [statusName(status), string(code)] as const),
            )}
          `,
        ],
  )
}

/** The body of an invalid request: a message with the fields beside it, or one text for each field. */
function invalidBody(errorBody: ErrorBody, status: Expression): Expression {
  if (errorBody.fieldErrorsKey === null) return shaped(errorBody, name('messages'), [], status)
  const summary = string('Validation failed')
  const message = errorBody.messageForm === 'text' ? summary : list([summary])
  return shaped(errorBody, message, [[string(errorBody.fieldErrorsKey), name('errors')]], status)
}

function validation(backend: Backend): readonly Statement[] {
  const { validationStatus, errorBody } = backend.design.service
  const exceptions = statusExceptions(backend)
  const status = exceptions.length === 0 ? statusName(validationStatus) : name('status_code')
  const line = errorBody.fieldErrorsKey === null && errorBody.invalidAsText === true
  const answer = line
    ? call(name('error_response'), status, call(attribute(string('; '), 'join'), name('messages')))
    : errorBody.fieldErrorsKey === null && errorBody.messageForm === 'text'
      ? call(name('error_response'), status, name('errors'))
      : call(symbol('fastapi.responses', 'JSONResponse'), invalidBody(errorBody, status), status)
  const texts = line || (errorBody.messageForm === 'texts' && errorBody.fieldErrorsKey === null)
  const fields = python`
    errors = [
        {
            "type": item["type"],
            "loc": [printable(part) for part in item["loc"]],
            "msg": "Body should be a JSON object" if item["loc"] == ("body",) else item["msg"],
        }
        for item in error.errors()
    ]
  `
  const messages = python`
    messages = [
        "Body should be a JSON object"
        if item["loc"] == ("body",)
        else ".".join(str(printable(part)) for part in item["loc"][1:]) + " " + item["msg"]
        for item in error.errors()
    ]
  `
  return [
    ...(exceptions.length === 0 ? [] : invalidStatuses(validationStatus, exceptions)),
    python`
      def printable(part: str | int) -> str | int:
          """Return a part of a place as bounded ASCII: a client may have made it up."""
          if isinstance(part, int):
              return part
          return part[:100].encode("ascii", "backslashreplace").decode()
    `,
    traced(
      python`
        from fastapi import Request
        from fastapi.exceptions import RequestValidationError
        from fastapi.responses import JSONResponse

        async def invalid_request(request: Request, error: RequestValidationError) -> JSONResponse:
            """Answer with place, message and type of each error, and never with the input."""
            ${texts && exceptions.length === 0 ? [] : [fields]}
            ${texts ? [messages] : []}
            ${exceptions.length === 0 ? [] : [assign(name('status_code'), call(name('invalid_status'), name('request'), name('errors')))]}
            return ${answer}
      `,
      [{ kind: 'standard', clause: 'ERR-7' }],
      `${validationStatus} for a missing or invalid field`,
    ),
  ]
}

/** A route that answers an invalid request with another status than the service. */
interface StatusException {
  readonly method: string
  readonly path: string
  readonly part: 'path' | 'fields'
  readonly status: number
}

function statusExceptions(backend: Backend): readonly StatusException[] {
  const { validationStatus } = backend.design.service
  return backend.operations.flatMap((operation) =>
    operation.errorCases.flatMap(({ cause, status }) => {
      if (status === validationStatus || (cause !== 'validation' && cause !== 'path-format')) return []
      const part = cause === 'path-format' ? ('path' as const) : ('fields' as const)
      return [{ method: operation.method, path: fastapiPath(operation.path), part, status }]
    }),
  )
}

/** All statuses that an invalid request can have. */
function invalidStatusesOf(backend: Backend): readonly number[] {
  const all = [
    backend.design.service.validationStatus,
    ...statusExceptions(backend).map(({ status }) => status),
    422,
  ]
  return [...new Set(all)].toSorted((left, right) => left - right)
}

/** A table of the statuses that the specification gives to single operations. */
function invalidStatuses(standard: number, exceptions: readonly StatusException[]): readonly Statement[] {
  const distinct = new Map(
    exceptions.map((exception) => [`${exception.method} ${exception.path} ${exception.part}`, exception]),
  )
  const entries = [...distinct.values()].map(
    ({ method, path, part, status }) =>
      [tuple([string(method), string(path), string(part)]), statusName(status)] as const,
  )
  return [
    assign(name('INVALID_STATUS'), dictionary(entries)),
    { kind: 'docstring', text: 'Statuses of invalid paths and fields where an operation has its own.' },
    python`
      from typing import Any
      from fastapi import Request

      def invalid_status(request: Request, errors: list[dict[str, Any]]) -> int:
          """Return the status of an invalid request: a malformed path goes before other fields."""
          part = "path" if any(error["loc"][0] == "path" for error in errors) else "fields"
          path = getattr(request.scope.get("route"), "path", "")
          return INVALID_STATUS.get((request.method, path, part), ${statusName(standard)})
    `,
  ]
}

function httpError(): Statement {
  return python`
    from fastapi import Request
    from fastapi.responses import JSONResponse
    from starlette.exceptions import HTTPException as StarletteHTTPException

    async def refused_request(request: Request, error: StarletteHTTPException) -> JSONResponse:
        """Answer a refusal in the shape of the service."""
        response = error_response(error.status_code, error.detail)
        response.headers.update(error.headers or {})
        return response
  `
}

function databaseErrors(integrity: boolean, losesTransactions: boolean): readonly Statement[] {
  return [
    python`
      from fastapi import Request, status
      from fastapi.responses import JSONResponse

      async def unstorable_value(request: Request, error: Exception) -> JSONResponse:
          """Answer 422 when the database refuses a value that validation let pass."""
          logger.warning("database refused a value: %s", type(error).__name__)
          return error_response(status.HTTP_422_UNPROCESSABLE_CONTENT, "A value is out of range")
    `,
    ...(integrity
      ? [
          python`
            from fastapi import Request, status
            from fastapi.responses import JSONResponse
            from sqlalchemy.exc import IntegrityError

            async def conflicting_value(request: Request, error: IntegrityError) -> JSONResponse:
                """Answer 409 to a duplicate, 422 to a value that breaks another constraint."""
                if is_duplicate(error):
                    return error_response(status.HTTP_409_CONFLICT, "Already exists")
                return error_response(
                    status.HTTP_422_UNPROCESSABLE_CONTENT, "A value breaks a constraint"
                )
          `,
        ]
      : []),
    python`
      from fastapi import Request, status
      from fastapi.responses import JSONResponse

      async def row_vanished(request: Request, error: Exception) -> JSONResponse:
          """Answer 404 when another request removed the row in the meantime."""
          return error_response(status.HTTP_404_NOT_FOUND, "Not found")
    `,
    traced(
      python`
        from fastapi import Request, status
        from fastapi.responses import JSONResponse

        async def database_unavailable(request: Request, error: Exception) -> JSONResponse:
            """Answer 503 when the database cannot be reached."""
            ${losesTransactions ? LOST : []}
            return log_failure(
                request, error, status.HTTP_503_SERVICE_UNAVAILABLE, "Service temporarily unavailable"
            )
      `,
      [{ kind: 'standard', clause: 'ERR-8' }],
      '503 when the database cannot be reached',
    ),
  ]
}

const LOST: readonly Statement[] = [
  python`
    from sqlalchemy.exc import OperationalError

    if isinstance(error, OperationalError) and is_lost(error):
        raise TransactionLost from error
  `,
]

/**
 * FastAPI names the methods of one route of a path alone; RFC 9110, section 10.2.1, asks for all. A path without
 * parameters goes before one with them (OpenAPI 3.1, section 4.8.8), and its methods are its own.
 */
function methodNotAllowed(): Statement {
  return python`
    from fastapi import Request, status
    from fastapi.responses import JSONResponse
    from starlette.exceptions import HTTPException as StarletteHTTPException
    from starlette.routing import compile_path

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
  `
}

function failures(): Statement {
  return traced(
    python`
      import uuid
      from fastapi import Request, status
      from fastapi.responses import JSONResponse

      async def internal_error(request: Request, error: Exception) -> JSONResponse:
          """Answer 500 to anything unforeseen."""
          return log_failure(
              request, error, status.HTTP_500_INTERNAL_SERVER_ERROR, "Internal server error"
          )


      def log_failure(request: Request, error: Exception, status_code: int, detail: str) -> JSONResponse:
          """Keep the details in the log, and give the client an id to find them by."""
          request_id = uuid.uuid4().hex
          logger.error(
              "%s on request %s (%s)", status_code, request_id, request.method, exc_info=error
          )
          response = error_response(status_code, detail)
          response.headers["X-Request-ID"] = request_id
          return response
    `,
    [{ kind: 'standard', clause: 'ERR-9' }],
    '500 with a generic body',
  )
}

function handlers(integrity: boolean, ownShape: boolean): Statement {
  const [databaseError, ormError] = ['sqlalchemy.exc', 'sqlalchemy.orm.exc']
  const entries: readonly (readonly [Expression, string])[] = [
    ...(ownShape ? [[symbol('starlette.exceptions', 'HTTPException'), 'refused_request'] as const] : []),
    [statusName(405), 'method_not_allowed'],
    [symbol('fastapi.exceptions', 'RequestValidationError'), 'invalid_request'],
    ...(integrity ? [[symbol(databaseError, 'IntegrityError'), 'conflicting_value'] as const] : []),
    [symbol(databaseError, 'DataError'), 'unstorable_value'],
    [symbol(ormError, 'StaleDataError'), 'row_vanished'],
    [symbol(databaseError, 'OperationalError'), 'database_unavailable'],
    [symbol(databaseError, 'InterfaceError'), 'database_unavailable'],
    [symbol(databaseError, 'TimeoutError'), 'database_unavailable'],
    [name('Exception'), 'internal_error'],
  ]
  return python`
    from collections.abc import Callable, Coroutine
    from typing import Any
    from fastapi import Request, Response

    EXCEPTION_HANDLERS: dict[
        int | type[Exception], Callable[[Request, Any], Coroutine[Any, Any, Response]]
    ] = ${dictionary(entries.map(([type, handler]) => [type, name(handler)]))}
  `
}
