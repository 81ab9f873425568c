import { attribute, name } from '../../python/nodes/name.js'
import { number } from '../../python/nodes/literal.js'
import { python } from '../../python/nodes/quotation.js'
import { assign, type Statement } from '../../python/nodes/statement.js'
import type { OptionalDefinition } from '../definition-list.js'

const PLAIN: readonly Statement[] = [
  python`return await handler(StrictRequest(request.scope, request.receive))`,
]

const WITH_FILES: readonly Statement[] = [
  python`
    strict = StrictRequest(request.scope, request.receive)
    if takes_files:
        strict.limit = MAX_UPLOAD_BYTES
    return await handler(strict)
  `,
]

const TAKES_FILES: readonly Statement[] = [
  python`
    from fastapi.params import File

    takes_files = any(isinstance(field.field_info, File) for field in self.dependant.body_params)
  `,
]

const LIMIT: readonly Statement[] = [
  python`
    limit = MAX_BODY_BYTES
  `,
  { kind: 'blank' },
]

/**
 * The class of routes that read their bodies by the letter and up to a limit.
 *
 * @param uploadBytes most bytes of a request with files; null where no route takes any
 */
export function strictRoute(uploadBytes: number | null): OptionalDefinition {
  const files = uploadBytes !== null
  const limit = files ? attribute(name('self'), 'limit') : name('MAX_BODY_BYTES')
  return {
    name: 'StrictRoute',
    uses: ['MAX_BODY_BYTES'],
    statements: [
      ...(uploadBytes === null ? [] : [assign(name('MAX_UPLOAD_BYTES'), number(uploadBytes))]),
      python`
        import json
        from collections.abc import AsyncGenerator, Callable, Coroutine
        from typing import Any
        from fastapi import HTTPException, Request, Response, status
        from fastapi.routing import APIRoute

        def refuse_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
            """Refuse an object that gives a key twice, of which readers keep different ones."""
            members = dict(pairs)
            if len(members) != len(pairs):
                raise ValueError("repeated key")
            return members


        def refuse_constant(name: str) -> None:
            """Refuse \`NaN\` and \`Infinity\`, which are no JSON."""
            raise ValueError(name)


        def parse_number(text: str) -> int | float:
            """Return a whole number for \`5.0\` as for \`5\`: JSON does not tell them apart."""
            number = float(text)
            return int(number) if number.is_integer() else number


        class StrictRequest(Request):
            """A request whose body is bounded, and JSON by the letter."""

            ${files ? LIMIT : []}
            async def stream(self) -> AsyncGenerator[bytes]:
                """Yield the body as it arrives, and refuse it once it is too long."""
                size = 0
                async for chunk in super().stream():
                    size += len(chunk)
                    if size <= ${limit}:
                        yield chunk
                    elif size > ${limit} + MAX_DISCARDED_BYTES:
                        break
                if size > ${limit}:
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
            """A route that reads its body as a \`StrictRequest\`."""

            def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
                """Wrap the handler of the route."""
                handler = super().get_route_handler()
                ${files ? TAKES_FILES : []}

                async def handle(request: Request) -> Response:
                    ${files ? WITH_FILES : PLAIN}

                return handle
      `,
    ],
  }
}
