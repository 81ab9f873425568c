import type { Design } from '../../design/design.js'
import type { Operation } from '../../design/operation.js'
import type { Palette } from '../../diagnostics/palette.js'
import type { Interpreter } from '../../interpreter/interpreter.js'
import { count } from '../../report/table.js'
import { callerHeader } from '../caller-header.js'
import { formOptions } from '../demonstration.js'
import { quoted } from '../shell-word.js'
import { sampleBody } from './sample.js'
import type { TestUser } from './test-users.js'

/** At most so many requests are shown to try. */
const MOST_REQUESTS = 4

/** What `serve` says at its start: the address, tokens of test users, requests to try, and what is not run. */
export function greeting(
  design: Design,
  interpreter: Interpreter,
  users: readonly TestUser[],
  address: string,
  palette: Palette,
): string[] {
  const running = design.operations.length - interpreter.unsupported.length
  const origins = design.service.corsOrigins
  return [
    `${palette.bold(design.service.title)} runs at ${palette.cyan(address)}: ${count(running, 'route')}, rows in memory only.`,
    ...(origins.length > 0 ? [`Pages of ${origins.join(', ')} may call it.`] : []),
    ...(isProtected(design)
      ? ['', 'Test users, with tokens for twelve hours:', ...users.map(tokenLine)]
      : []),
    '',
    'Try it:',
    ...requests(design, interpreter, users, address).map((line) => `  ${line}`),
    ...notRun(interpreter, palette),
    '',
    palette.dim('The design is read again when a document changes. Ctrl-C ends the preview.'),
  ]
}

/** The operations that answer 501, with the reasons. */
export function notRun(interpreter: Interpreter, palette: Palette): string[] {
  const { unsupported } = interpreter
  if (unsupported.length === 0) return []
  return [
    '',
    'Not run (these answer 501):',
    ...unsupported.map(({ operation, why }) => `  ${palette.yellow(operation)}  ${why}`),
  ]
}

function isProtected({ operations }: Design): boolean {
  return operations.some(({ access }) => access !== 'public')
}

function tokenLine({ variable, id, token }: TestUser): string {
  return `  ${variable}=${token}  # ${id}`
}

function requests(
  design: Design,
  interpreter: Interpreter,
  [user]: readonly TestUser[],
  address: string,
): string[] {
  const left = new Set(interpreter.unsupported.map(({ operation }) => operation))
  const callable = design.operations.filter(
    ({ id, steps, parameters }) =>
      !left.has(id) &&
      parameters.every(({ name }) =>
        (steps ?? []).some((step) => step.kind === 'authorize' && step.parameter === name),
      ),
  )
  const writing = callable.filter(({ bodyModel }) => bodyModel !== null)
  const reading = callable.filter(({ method }) => method === 'GET')
  const shown = [...writing.slice(0, MOST_REQUESTS / 2), ...reading].slice(0, MOST_REQUESTS)
  return shown.map((operation) => curl(operation, design, user, address))
}

function curl(operation: Operation, design: Design, user: TestUser | undefined, address: string): string {
  const { method, path, access, bodyModel, form } = operation
  const url = quoted(address + path.replaceAll(/\{[^}]{1,100}\}/g, user?.id ?? ''))
  const token =
    access === 'public' || user === undefined ? '' : ` -H "${callerHeader(design.auth, `$${user.variable}`)}"`
  const verb = method === 'GET' ? '' : ` -X ${method}`
  const body =
    bodyModel === null
      ? ''
      : form === true
        ? ` ${formOptions(sampleBody(operation))}`
        : ` -H 'Content-Type: application/json' -d ${quoted(JSON.stringify(sampleBody(operation)))}`
  return `curl${verb}${token}${body} ${url}`
}
