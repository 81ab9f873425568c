import { randomBytes, randomUUID } from 'node:crypto'
import type { Design } from '../../design/design.js'
import type { MailPurpose } from '../../design/mail-token.js'
import { ExpectedFailure } from '../../diagnostics/expected-failure.js'
import { Interpreter } from '../../interpreter/interpreter.js'
import { listen, type Listening } from '../../interpreter/listen.js'
import { questionLines } from '../../report/questions.js'
import { systemCode } from '../../workspace/failure.js'
import { ExitStatus } from '../exit-status.js'
import type { CommonOptions } from '../options.js'
import { analyseProject, isBlocked, type Run } from '../run.js'
import { designChanges } from '../serve/design-changes.js'
import { greeting, notRun } from '../serve/greeting.js'
import { testUsers } from '../serve/test-users.js'
import { watchDocuments } from '../serve/watch.js'
import type { Terminal } from '../terminal.js'

/** Options of `serve`. */
export interface ServeOptions extends CommonOptions {
  /** 0 takes any free port. */
  readonly port: number
}

/** What a token of a mail is for. */
const MAIL_WORDS: { readonly [P in MailPurpose]: string } = {
  verify: 'confirm the address',
  reset: 'set a new password',
}

/**
 * `specwright serve`: runs the design over rows in memory, so that a front end can be built before
 * the backend is there. Writes nothing; ends with Ctrl-C.
 * @param signal ends the preview
 */
export async function serveCommand(
  options: ServeOptions,
  terminal: Terminal,
  signal: AbortSignal,
): Promise<ExitStatus> {
  let run = await analyseProject([], options, terminal)
  if (isBlocked(run)) {
    terminal.print(questionLines(run.analysis.design.questions, run.locate, terminal.palette).join('\n'))
    terminal.print('Answer, or take every recommendation: specwright serve --yes')
    return ExitStatus.question
  }
  const { secretEnv } = run.analysis.design.auth
  const own = secretEnv === null ? undefined : process.env[secretEnv]
  const secret = own === undefined || own === '' ? randomBytes(24).toString('base64url') : own
  let origin = ''
  const interpreterOf = (design: Design): Interpreter =>
    new Interpreter(design, {
      secret,
      surroundings: { now: Date.now, uuid: randomUUID },
      filesUrl: `${origin}/files`,
      onMail: ({ address, purpose, token }) =>
        terminal.print(`Mail to ${printable(address)}, to ${MAIL_WORDS[purpose]}: ${token}`),
    })
  let interpreter = interpreterOf(run.analysis.design)
  const server = await started(options.port, {
    interpreter: () => interpreter,
    origins: () => run.analysis.design.service.corsOrigins,
    onAnswer: ({ method, target }, { status }) => terminal.note(`${status} ${method} ${printable(target)}`),
  })
  const users = testUsers(run.analysis.design, interpreter.userId, secret, Math.floor(Date.now() / 1000))
  const address = `http://127.0.0.1:${server.port}`
  // Files are fetched where the server listens, which is known only now.
  origin = address
  interpreter = interpreterOf(run.analysis.design)
  terminal.print(greeting(run.analysis.design, interpreter, users, address, terminal.palette).join('\n'))

  const reload = async (): Promise<void> => {
    const next = await analyseProject([], options, terminal)
    if (isBlocked(next)) {
      tellBlocked(next, terminal)
      return
    }
    const changes = designChanges(run.analysis.design, next.analysis.design)
    run = next
    if (changes.length === 0) return
    const fresh = interpreterOf(next.analysis.design)
    const kept = fresh.continueFrom(interpreter)
    interpreter = fresh
    terminal.print(
      ['', ...changes, kept ? 'Rows are kept.' : 'The tables changed: rows are gone.'].join('\n'),
    )
    terminal.print(notRun(interpreter, terminal.palette).join('\n'))
  }
  let reading: Promise<void> = Promise.resolve()
  const unwatch = watchDocuments(run.folder, [...run.inputs.keys()], () => {
    reading = reading.then(reload).catch((error: unknown) => terminal.note(messageOf(error)))
  })
  try {
    await aborted(signal)
  } finally {
    unwatch()
    await server.close()
    await reading
  }
  return ExitStatus.done
}

/** Starts the server; a port that is taken is a matter of usage. */
async function started(port: number, rest: Omit<Parameters<typeof listen>[0], 'port'>): Promise<Listening> {
  try {
    return await listen({ port, ...rest })
  } catch (error) {
    const code = systemCode(error)
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    throw new ExpectedFailure(
      'usage',
      `Port ${port} cannot be used (${code}).`,
      'Name another one, or leave --port away for any that is free.',
    )
  }
}

function tellBlocked(run: Run, terminal: Terminal): void {
  const { design } = run.analysis
  terminal.print('')
  terminal.print(questionLines(design.questions, run.locate, terminal.palette).join('\n'))
  terminal.print('The preview goes on with the design as it was.')
}

function messageOf(error: unknown): string {
  return `specwright: ${error instanceof Error ? error.message : String(error)}`
}

/** A target as one line of a terminal. */
function printable(target: string): string {
  return target.slice(0, 200).replaceAll(/[^\x20-\x7E]/g, '?')
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
