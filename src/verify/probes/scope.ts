import type { Operation } from '../../design/operation.js'
import type { ImplementedOperation } from '../../fastapi/backend.js'
import { admitAgain, forgetRoles } from './account.js'
import { leakOf, type Expectation } from './expectation.js'
import type { Answer, HttpRequest } from './http.js'
import { prepare, makeRow } from './prepare.js'
import type { Preparing } from './preparing.js'
import type { Attempt, OperationTraits } from './probe.js'
import { describe, render, type Change, type Prepared, type Row } from './rendering.js'
import { stepsOf, traitsOf } from './steps.js'
import type { World } from './world.js'

/** What a probe has in hand: an operation of a running service, and a record of what it tries. */
export interface ProbeScope extends OperationTraits {
  readonly world: World
  /** A valid request, with its rows made. */
  readonly prepare: (preparing?: Preparing) => Promise<Prepared>
  readonly makeRow: (entity: string, preparing?: Preparing) => Promise<Row>
  /** Sends a request, changed; records what came back beside what was expected. */
  readonly expect: (
    label: string,
    prepared: Prepared,
    change: Change,
    expectation: Expectation,
  ) => Promise<Answer>
  /** Sends a request that is no attempt, such as a look at what another one left. */
  readonly send: (prepared: Prepared, change?: Change) => Promise<Answer>
  /** Records what was seen in answers that are here already. */
  readonly record: (attempt: Attempt) => void
  /** The other operation of the service that satisfies a test. */
  readonly other: (matches: (operation: ImplementedOperation) => boolean) => ImplementedOperation | undefined
  readonly prepareOther: (operation: ImplementedOperation, preparing?: Preparing) => Promise<Prepared>
}

/** A scope that records into `attempts`. */
export function scopeOf(world: World, operation: ImplementedOperation, attempts: Attempt[]): ProbeScope {
  return {
    ...traitsOf(operation),
    world,
    prepare: (preparing) => prepare(world, operation, preparing),
    makeRow: (entity, preparing = {}) => makeRow(world, entity, preparing),
    send: (prepared, change) => sendAsCaller(world, prepared, render(prepared, change)),
    record: (attempt) => attempts.push(attempt),
    expect: async (label, prepared, change, expectation) => {
      const request = render(prepared, change)
      const answer = await sendAsCaller(world, prepared, request)
      attempts.push(attemptOf(request, label, answer, expectation))
      return answer
    },
    other: (matches) => world.backend.operations.find(matches),
    prepareOther: (other, preparing) => prepare(world, other, preparing),
  }
}

/** Sends a request whose caller has the role that its operation asks for, whatever was asked for in between. */
async function sendAsCaller(world: World, prepared: Prepared, request: HttpRequest): Promise<Answer> {
  await admitAgain(world, prepared)
  const answer = await world.send(request)
  forgetRoles(world, prepared.operation)
  return answer
}

/** What was sent, expected and came back. */
export function attemptOf(
  request: HttpRequest,
  label: string,
  answer: Answer,
  expectation: Expectation,
): Attempt {
  const fault = expectation.fault(answer) ?? leakOf(answer)
  const other = answer.status === 422 ? 400 : answer.status === 400 ? 422 : null
  const isOtherRefusal =
    fault !== null && other !== null && expectation.fault({ ...answer, status: other }) === null
  return {
    sent: describe(request, label),
    expected: expectation.words,
    got: answer.status === 0 ? answer.text : `${String(answer.status)} ${answer.text.slice(0, 200)}`.trim(),
    fault,
    ...(isOtherRefusal ? { otherRefusal: true } : {}),
  }
}

/** The status of a missing or invalid field. */
export function validationStatus({ world, operation }: Pick<ProbeScope, 'world' | 'operation'>): number {
  return statusOf(operation, 'validation') ?? world.design.service.validationStatus
}

/** The status of a malformed path parameter. */
export function pathStatus(scope: Pick<ProbeScope, 'world' | 'operation'>): number {
  return statusOf(scope.operation, 'path-format') ?? scope.world.design.service.validationStatus
}

function statusOf(operation: Operation, cause: Operation['errorCases'][number]['cause']): number | null {
  return operation.errorCases.find((each) => each.cause === cause)?.status ?? null
}

/** What an absent row answers; 404 when the operation finds none. */
export function absentStatus(operation: ImplementedOperation): number {
  return stepsOf(operation, 'find').at(-1)?.otherwise.status ?? 404
}
