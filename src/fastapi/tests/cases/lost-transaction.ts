import { serviceDatabaseDown } from '../../../design/aspect.js'
import { attribute } from '../../../python/nodes/name.js'
import { string } from '../../../python/nodes/literal.js'
import { python } from '../../../python/nodes/quotation.js'
import { moduleName, own } from '../../backend.js'
import { canLoseTransactions } from '../../modules/lost-transactions.js'
import { errorOfCause, type Scope } from '../scope.js'
import { assertStatus, respond, send } from '../request.js'
import type { StaticRequest } from '../static-request.js'
import { testCase, type TestCase } from '../test-case.js'

/** A request runs again while its transaction gives way to others, and ends as without a database at last. */
export function lostTransaction(scope: Scope, request: StaticRequest): readonly TestCase[] {
  const { backend, operation } = scope
  if (!canLoseTransactions(backend)) return []
  const client = scope.protected ? 'client' : 'anonymous'
  const pauses = string(`${moduleName(backend.paths.errors)}.RETRY_PAUSES`)
  const overrides = attribute(own(backend, 'main', 'app'), 'dependency_overrides')
  const { getSession } = backend.design.service.layout.symbols
  return [
    testCase({
      name: 'a_lost_transaction_runs_again',
      shows: 'A request whose transaction gives way to another runs again, a bounded number of times',
      fixtures: [client, 'monkeypatch'],
      body: [
        python`
          from psycopg.errors import SerializationFailure
          from sqlalchemy.exc import OperationalError

          tries: list[OperationalError] = []


          def lose() -> None:
              tries.append(OperationalError("COMMIT", {}, SerializationFailure()))
              raise tries[-1]


          monkeypatch.setattr(${pauses}, (0, 0))
          monkeypatch.setitem(${overrides}, ${own(backend, 'database', getSession)}, lose)
          ${[
            respond(
              send(scope, client, {
                path: request.path,
                body: request.content.kind === 'none' ? null : request.content,
              }),
            ),
          ]}
        `,
        assertStatus(errorOfCause(operation, 'database')?.status ?? 503),
        python`assert len(tries) == 3`,
      ],
      operation: operation.id,
      proves: [serviceDatabaseDown],
      origins: [{ kind: 'standard', clause: 'DB-5' }],
    }),
  ]
}
