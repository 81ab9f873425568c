import { randomBytes } from 'node:crypto'
import * as fc from 'fast-check'
import type { Design } from '../../src/design/design.js'
import { emit } from '../../src/fastapi/emit.js'
import type { HttpRequest } from '../../src/interpreter/http.js'
import { Interpreter } from '../../src/interpreter/interpreter.js'
import { columnTypes, tablesOf } from '../../src/interpreter/table.js'
import { userIdType } from '../../src/design/user-id.js'
import { planArbitrary } from './arbitrary-request.js'
import { startBackend } from './backend-process.js'
import { cursorsIn } from './cursors.js'
import { Comparison } from './difference.js'
import type { KeyOf } from './key-references.js'
import { resolve, type Senders } from './resolve.js'

/** How far a run goes. */
export interface RunOptions {
  readonly seed: number
  /** Sequences of requests. */
  readonly sequences: number
  readonly variables: NodeJS.ProcessEnv
}

/** What a run showed. */
export interface RunOutcome {
  readonly sequences: number
  readonly requests: number
  /** Requests by the status of their answer. */
  readonly statuses: ReadonlyMap<number, number>
  /** Operations that the interpreter cannot run. */
  readonly left: readonly string[]
  /** The shortest sequence whose answers differ, and how; null when all agree. */
  readonly difference: string | null
}

/** Sends the same random sequences of requests to the interpreter and to the generated backend. */
export async function runDifferential(design: Design, options: RunOptions): Promise<RunOutcome> {
  const { seed, sequences, variables } = options
  const secret = randomBytes(24).toString('base64url')
  const start = Date.now()
  const statuses = new Map<number, number>()
  let requests = 0
  const mailed: string[] = []
  const fresh = (): Interpreter => {
    let ids = 0
    let looks = 0
    return new Interpreter(design, {
      secret,
      onMail: ({ token }) => mailed.push(token),
      surroundings: {
        now: () => start + looks++,
        uuid: () => `00000000-0000-4000-8000-${String((ids += 1)).padStart(12, '0')}`,
      },
    })
  }
  const left = new Set(fresh().unsupported.map(({ operation }) => operation))
  const runs = design.operations.filter(({ id, steps }) => steps !== null && !left.has(id))
  const outcome = { sequences, left: [...left], statuses }
  if (runs.length === 0) return { ...outcome, requests, difference: null }
  const senders = sendersOf(design, secret, Math.floor(start / 1000))
  const backend = await startBackend(design, await emit(design), secret, variables)
  let found = ''
  try {
    const property = fc.asyncProperty(planArbitrary(design, runs), async (plans) => {
      await backend.empty()
      const interpreter = fresh()
      const comparison = new Comparison(start)
      const told: string[] = []
      const tokens: string[] = []
      const cursors: { readonly here: string[]; readonly there: string[] } = { here: [], there: [] }
      mailed.length = 0
      for (const plan of plans) {
        const request = resolve(plan, interpreter, senders, tokens, cursors.here)
        const sent = resolve(plan, interpreter, senders, tokens, cursors.there)
        const expected = interpreter.answer(request)
        tokens.push(...sessionTokens(JSON.stringify(expected.body ?? null)), ...mailed.splice(0))
        const actual = await backend.send(sent)
        cursors.here.push(...cursorsIn(plan.operation, JSON.stringify(expected.body ?? null)))
        cursors.there.push(...cursorsIn(plan.operation, actual.body))
        requests += 1
        statuses.set(actual.status, (statuses.get(actual.status) ?? 0) + 1)
        told.push(`${lineOf(request)} → ${actual.status}`)
        const difference = comparison.difference(expected, actual)
        if (difference === null) continue
        found = `${told.join('\n')}\n  ${difference}`
        return false
      }
      return true
    })
    const result = await fc.check(property, {
      seed,
      numRuns: sequences,
      endOnFailure: false,
      interruptAfterTimeLimit: 120_000,
    })
    return {
      ...outcome,
      requests,
      difference: result.failed && found !== '' ? `seed ${seed}\n${found}` : null,
    }
  } finally {
    await backend.stop()
  }
}

/** Tokens of sessions in an answer. */
function sessionTokens(text: string): readonly string[] {
  return text.match(/[0-9a-f-]{36}\.[0-9a-f]{32}/g) ?? []
}

/** A request on one line. */
function lineOf({ method, target, headers, body }: HttpRequest): string {
  const token = headers.has('authorization') ? '' : ' (no token)'
  return `${method} ${target}${token} ${new TextDecoder().decode(body)}`.slice(0, 700)
}

/** The column of accounts that the backend's own tokens name. */
function accountsOf({ operations }: Design): KeyOf | null {
  for (const { steps } of operations) {
    const issue = steps?.find((step) => step.kind === 'issue')
    if (issue?.subject.kind !== 'field') continue
    const { row, field } = issue.subject
    const bound = steps?.find(
      (step) =>
        (step.kind === 'verify' || step.kind === 'insert' || step.kind === 'renew') && step.row === row,
    )
    if (bound !== undefined && 'entity' in bound) return { entity: bound.entity, column: field }
  }
  return null
}

function sendersOf(design: Design, secret: string, now: number): Senders {
  const type = userIdType(design.operations, columnTypes(tablesOf(design)))
  const { identityClaim, authorizationScheme: scheme } = design.auth
  const users =
    type === 'uuid'
      ? (['aaaaaaaa-0000-4000-8000-000000000001', 'bbbbbbbb-0000-4000-8000-000000000002'] as const)
      : type === 'integer'
        ? ([41, 42] as const)
        : (['ada', 'bob'] as const)
  const permits = design.operations
    .flatMap(({ steps }) => steps ?? [])
    .filter((step) => step.kind === 'permit')
  const claim = permits.find(({ source }) => source.kind === 'claim')?.source
  const { sessions = null } = design.auth
  const roles = {
    roleClaim: claim?.kind === 'claim' ? claim.claim : null,
    // Some operations find a caller without their role.
    roles: [...new Set(permits.flatMap((permit) => permit.roles))].slice(0, 2),
    sessions: sessions === null ? null : { entity: sessions.entity, column: sessions.key },
  }
  return { ...roles, users, accounts: accountsOf(design), secret, identityClaim, scheme, now }
}
