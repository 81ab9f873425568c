import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Evidence } from './evidence.js'
import { runProgram } from './process.js'
import type { ImplementedOperation } from '../fastapi/backend.js'
import { somebody } from './probes/account.js'
import { CannotPrepare } from './probes/probe.js'
import type { User } from './probes/users.js'
import type { World } from './probes/world.js'
import { traitsOf } from './probes/steps.js'
import { childEnvironment } from './variables.js'

/** Longest run, in seconds. */
const SECONDS = 300

/** Requests per operation and phase; more find little more, and take their time. */
const EXAMPLES = 25

/** The part of Schemathesis' JSON report (version 4) that is read. */
const Report = z.object({
  failures: z.array(
    z.object({
      code: z.string(),
      title: z.string(),
      count: z.number(),
      operations: z.array(z.string()),
    }),
  ),
})

/**
 * Runs Schemathesis on a service, where it is installed: it reads the served OpenAPI document, and
 * sends what that allows and what it forbids. The token goes by a file, which nobody else can read.
 *
 * @param variables the user's environment: its path leads to `schemathesis`, unless
 * `SPECWRIGHT_SCHEMATHESIS` names the program
 */
export async function runSchemathesis(
  world: World,
  temporary: string,
  variables: NodeJS.ProcessEnv = process.env,
): Promise<readonly Evidence[]> {
  const [configuration, report] = [join(temporary, 'schemathesis.toml'), join(temporary, 'schemathesis.json')]
  await writeFile(configuration, await settings(world), { mode: 0o600 })
  const outcome = await runProgram({
    command: variables['SPECWRIGHT_SCHEMATHESIS'] ?? 'schemathesis',
    arguments: [
      '--config-file',
      configuration,
      'run',
      new URL('/openapi.json', world.base).href,
      '--max-examples',
      String(EXAMPLES),
      '--seed',
      '1',
      '--no-color',
      '--report',
      'json',
      '--report-json-path',
      report,
    ],
    folder: temporary,
    environment: { ...childEnvironment(temporary, variables) },
    seconds: SECONDS,
  })
  if (outcome.ended === 'not-started') {
    return [
      evidence(
        'run',
        'skipped',
        'Schemathesis is not installed: pip install schemathesis, or set SPECWRIGHT_SCHEMATHESIS.',
      ),
    ]
  }
  const text = await readFile(report, 'utf8').catch(() => null)
  const read = text === null ? null : Report.safeParse(JSON.parse(text))
  if (read?.success !== true) {
    const lines = `${outcome.output}\n${outcome.errors}`.trim().split('\n').slice(-8).join('\n')
    return [evidence('run', 'failed', `Schemathesis gave no report that can be read:\n${lines}`)]
  }
  const failures = read.data.failures.map(({ code, title, count, operations }) =>
    evidence(code, 'failed', `${title} (${String(count)} times): ${operations.join(', ')}`),
  )
  return failures.length > 0 ? failures : [evidence('run', 'passed', '')]
}

function evidence(subject: string, outcome: Evidence['outcome'], message: string): Evidence {
  return { check: 'schemathesis', subject, outcome, message, seconds: null }
}

/** A user for all requests: the token, and the path parameters that must be the caller. */
async function settings(world: World): Promise<string> {
  const { backend, users } = world
  const user = await caller(world)
  const { carrier } = users
  const header = carrier.header === 'cookie' ? 'Cookie' : 'Authorization'
  if (world.rows !== null) await users.sessions?.store(backend, world.rows)
  const owners = new Set(backend.operations.flatMap((operation) => traitsOf(operation).ownerParameter ?? []))
  const lines =
    user.token === null ? [] : ['[headers]', `${header} = ${quoted(`${carrier.prefix}${user.token}`)}`]
  return [
    ...lines,
    '[parameters]',
    ...[...owners].map((name) => `${quoted(`path.${name}`)} = ${quoted(user.id)}`),
    ...backend.operations.flatMap(refusals),
    '',
  ].join('\n')
}

/** An account of the service where it keeps them: rows may refer to whoever makes them. */
async function caller(world: World): Promise<User> {
  try {
    return await somebody(world)
  } catch (error) {
    if (!(error instanceof CannotPrepare)) throw error
    return world.users.fresh()
  }
}

/** What Schemathesis takes for an answer to a valid request, unless it is told otherwise. */
const ACCEPTED = ['2xx', '3xx', '401', '403', '404', '409', '429', '5xx']

/**
 * A schema cannot say that a value is taken, or that one field limits another: where the specification refuses
 * such a request with 400 or 422, that is no fault.
 */
function refusals({ id, errorCases, steps }: ImplementedOperation): readonly string[] {
  const codes = new Set(
    errorCases.flatMap(({ cause, status }) =>
      cause === 'duplicate' || cause === 'condition' || cause === 'credentials' ? [status] : [],
    ),
  )
  for (const step of steps) if (step.kind === 'find') codes.add(step.otherwise.status)
  const beyond = [...codes].map(String).filter((code) => !ACCEPTED.includes(code) && code.startsWith('4'))
  return beyond.length === 0
    ? []
    : [
        '[[operations]]',
        `include-name = ${quoted(id)}`,
        `checks.positive_data_acceptance.expected-statuses = [${[...ACCEPTED, ...beyond].map(quoted).join(', ')}]`,
      ]
}

/** A basic string of TOML, which JSON's escapes are a part of. */
function quoted(text: string): string {
  return JSON.stringify(text)
}
