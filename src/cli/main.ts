import { argv } from 'node:process'
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import { answerCommand } from './commands/answer.js'
import { designCommand } from './commands/design.js'
import { explainCommand } from './commands/explain.js'
import { implementCommand } from './commands/implement.js'
import { planCommand } from './commands/plan.js'
import { serveCommand, type ServeOptions } from './commands/serve.js'
import { verifyCommand } from './commands/verify.js'
import { exitForFailure } from './exit-for-failure.js'
import { ExitStatus } from './exit-status.js'
import { jsonText } from './json-output.js'
import type { CommonOptions, VerifyCommandOptions } from './options.js'
import { processTerminal, type Terminal } from './terminal.js'
import { toolVersion } from './version.js'

type Action = (options: CommonOptions, terminal: Terminal) => Promise<ExitStatus>

/** Runs a command and turns what it throws into one message and an exit status. */
async function conclude(options: CommonOptions, action: Action): Promise<void> {
  const terminal = processTerminal(options.json === true)
  try {
    process.exitCode = await action(options, terminal)
  } catch (error) {
    terminal.endProgress()
    if (!(error instanceof ExpectedFailure)) {
      process.exitCode = ExitStatus.defect
      terminal.note(
        `Defect in Specwright: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      )
      return
    }
    const status = exitForFailure(error.code)
    process.exitCode = status
    if (options.json === true) {
      const { code, message, suggestion } = error
      terminal.print(jsonText({ status, failure: { code, message, suggestion } }))
    }
    terminal.note(`specwright: ${error.message}`)
    if (error.suggestion !== null) terminal.note(`  ${error.suggestion}`)
  }
}

function common(command: Command): Command {
  return command
    .addOption(new Option('--project <dir>', 'folder that holds specs/').default('.'))
    .option('--backend <dir>', 'backend folder, relative to the project')
    .option('--json', 'one JSON document on standard output')
}

function program(): Command {
  const root = new Command('specwright')
    .description(
      'Implements a FastAPI + SQLModel backend from the specifications in specs/, proves it, and reports.',
    )
    .version(toolVersion())
    .showHelpAfterError('(specwright --help lists the commands)')
    .exitOverride()
  const database = (): Option =>
    new Option('--database <kind>', 'default database of the backend').choices(['sqlite', 'postgres'])

  common(root.command('plan [what...]'))
    .description('show design, questions, statement coverage and changes; write nothing')
    .option('--yes', 'take every recommendation')
    .option('--diff', 'show the changes as a patch')
    .addOption(database())
    .action((what: string[], options: CommonOptions) =>
      conclude(options, (...rest) => planCommand(what, ...rest)),
    )

  common(root.command('implement [what...]'))
    .description('plan, write, verify, report')
    .option('--yes', 'take every recommendation, and write the assumptions down')
    .option('--no-verify', 'write only; run nothing')
    .option('--no-probes', 'do not start the backend and probe it')
    .addOption(database())
    .action((what: string[], options: CommonOptions) =>
      conclude(options, (...rest) => implementCommand(what, ...rest)),
    )

  common(root.command('verify [what...]'))
    .description('check the backend that is there against the specifications')
    .option('--no-probes', 'do not start the backend and probe it')
    .addOption(
      new Option('--database <kind>', 'database for the probes')
        .choices(['sqlite', 'postgres'])
        .default('sqlite'),
    )
    .option('--schemathesis', 'run Schemathesis as well, where it is installed')
    .option('--sarif <file>', 'write the findings as SARIF 2.1.0')
    .option('--url <address>', 'probe a service that runs already, whoever wrote it')
    .option('--secret-env <name>', 'with --url: the variable that holds the secret of its tokens')
    .option('--allow-remote', 'with --url: the service may be on another machine (probes write rows)')
    .action((what: string[], options: VerifyCommandOptions) =>
      conclude(options, (_, terminal) => verifyCommand(what, options, terminal)),
    )

  common(root.command('answer [id] [option]'))
    .description('answer questions; asks for each without arguments')
    .action((id: string | undefined, option: string | undefined, options: CommonOptions) =>
      conclude(options, (...rest) => answerCommand(id, option, ...rest)),
    )

  common(root.command('explain <subject>'))
    .description('tell where a route, field, status or line of code comes from')
    .action((subject: string, options: CommonOptions) =>
      conclude(options, (...rest) => explainCommand(subject, ...rest)),
    )

  common(root.command('serve'))
    .description('run the design over rows in memory, for a front end to call; ends with Ctrl-C')
    .option('--yes', 'take every recommendation')
    .addOption(
      new Option('--port <number>', 'port on 127.0.0.1; any free one unless given')
        .argParser(portOf)
        .default(0),
    )
    .action((options: ServeOptions) =>
      conclude(options, (_common, terminal) => serveCommand(options, terminal, interrupted())),
    )

  common(root.command('design'))
    .description('print the design; with --json as data')
    .action((options: CommonOptions) => conclude(options, designCommand))
  return root
}

/** A port as a person writes it. */
function portOf(text: string): number {
  const port = /^\d{1,5}$/u.test(text) ? Number(text) : -1
  if (port < 0 || port > 65_535) throw new InvalidArgumentError('It is a number from 0 to 65535.')
  return port
}

/** A signal that is given with Ctrl-C, or when a supervisor ends the process. */
function interrupted(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())
  return controller.signal
}

try {
  await program().parseAsync(argv)
} catch (error) {
  if (!(error instanceof CommanderError)) throw error
  process.exitCode = error.exitCode === 0 ? ExitStatus.done : ExitStatus.usage
}
