import { writesRows } from '../../design/step-effect.js'
import { python } from '../../python/nodes/quotation.js'
import type { Statement } from '../../python/nodes/statement.js'
import { someStep, type Backend } from '../backend.js'

/** The middleware that runs lost transactions again. */
export const RETRY = 'RetryLostTransactions'

/** Whether the requests of a backend can lose against each other: readers alone never do. */
export function canLoseTransactions(backend: Backend): boolean {
  return someStep(backend, (step) => !READING.has(step.kind) || writesRows(step))
}

const READING: ReadonlySet<string> = new Set([
  'authenticate',
  'authorize',
  'find',
  'check',
  'select',
  'aggregate',
  'respond',
])

/**
 * Statements of the errors module that run a request again when the database made its transaction give way to
 * another's (DB-5). A middleware, because only a whole request can be run again: what a handler had read is stale, and
 * its session has to be closed first.
 */
export function lostTransactions(): Statement {
  return python`
    import asyncio
    import random
    from fastapi import Request, status
    from sqlalchemy.exc import OperationalError
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    RETRY_PAUSES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 1.6, 1.6)
    """Seconds before a lost transaction runs again, at most: at random, lest two meet again."""


    class TransactionLost(Exception):
        """The database made a transaction give way to another: nothing of it is kept."""


    def is_lost(error: OperationalError) -> bool:
        """Tell a serialization failure and a deadlock by their SQLSTATE."""
        return getattr(error.orig, "sqlstate", None) in {"40001", "40P01"}


    class RetryLostTransactions:
        """Middleware that runs a request again when its transaction was lost."""

        def __init__(self, app: ASGIApp) -> None:
            """Stand before the application."""
            self.app = app

        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            """Pass the request on, once more with the same body where its transaction is lost."""
            if scope["type"] != "http":
                await self.app(scope, receive, send)
                return
            received: list[Message] = []
            for pause in (*RETRY_PAUSES, None):
                try:
                    await self.app({**scope}, replay(received, receive), send)
                    return
                except TransactionLost as error:
                    if pause is None:
                        response = log_failure(
                            Request(scope),
                            error,
                            status.HTTP_503_SERVICE_UNAVAILABLE,
                            "Service temporarily unavailable",
                        )
                        await response(scope, receive, send)
                        return
                    logger.warning("a transaction was lost to another: its request runs again")
                    await asyncio.sleep(random.uniform(0, pause))


    def replay(received: list[Message], receive: Receive) -> Receive:
        """Return a channel that repeats what was received, and adds to it what comes after."""
        position = 0

        async def next_message() -> Message:
            nonlocal position
            if position == len(received):
                received.append(await receive())
            position += 1
            return received[position - 1]

        return next_message
  `
}
