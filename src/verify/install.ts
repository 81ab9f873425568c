import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ExpectedFailure } from '../diagnostics/expected-failure.js'
import type { Environment } from './environment.js'
import type { VerificationListener } from './event.js'
import { type Outcome, runProgram } from './process.js'
import type { Python } from './python.js'

/** An environment to be filled. */
export interface Installation {
  /** An empty folder, which becomes the environment. */
  readonly folder: string
  readonly python: Python
  /** The environment as it will be in that folder. */
  readonly environment: Environment
  readonly requirements: readonly string[]
  readonly listener: VerificationListener
  readonly signal?: AbortSignal | undefined
  readonly variables: NodeJS.ProcessEnv
}

/** Longest time that creating an environment, and filling it, may take each. */
const CREATE_SECONDS = 180
const INSTALL_SECONDS = 1200

/** How many of the installer's last lines a failure shows. */
const SHOWN_LINES = 8

/** Variables that would send packages elsewhere or take modules from elsewhere. */
const MISLEADING: ReadonlySet<string> = new Set([
  'PIP_PREFIX',
  'PIP_ROOT',
  'PIP_TARGET',
  'PIP_USER',
  'PYTHONHOME',
  'PYTHONPATH',
  'PYTHONSTARTUP',
  'VIRTUAL_ENV',
])

/**
 * Creates an environment and installs into it: with uv where there is one, else, or when uv is
 * configured otherwise than pip and fails, with `venv` and pip.
 *
 * @throws ExpectedFailure `installation-failed` with the installer's last lines, `disk-full`
 */
export async function install(installation: Installation): Promise<void> {
  const { folder, python, listener, requirements, variables } = installation
  const list = join(folder, 'requirements.txt')
  await writeFile(list, requirements.map((line) => `${line}\n`).join(''))
  if (variables['SPECWRIGHT_INSTALLER'] !== 'pip' && (await runs(installation, 'uv', ['--version']))) {
    listener({ kind: 'environment-creating', python: python.version, installer: 'uv' })
    if (await installWithUv(installation, list)) return
  }
  listener({ kind: 'environment-creating', python: python.version, installer: 'pip' })
  await installWithPip(installation, list)
}

async function installWithUv(installation: Installation, list: string): Promise<boolean> {
  const { folder, python, environment } = installation
  const create = ['venv', '--allow-existing', '--python', python.executable, folder]
  if (!(await runs(installation, 'uv', create))) return false
  return await runs(installation, 'uv', ['pip', 'install', '--python', environment.python, '-r', list])
}

async function installWithPip(installation: Installation, list: string): Promise<void> {
  const { folder, python, environment } = installation
  const created = await run(installation, python.executable, ['-m', 'venv', folder], CREATE_SECONDS)
  if (created.status !== 0) throw creationFailure(created, python)
  const installed = await run(
    installation,
    environment.python,
    [
      '-m',
      'pip',
      'install',
      '--no-input',
      '--disable-pip-version-check',
      '--progress-bar',
      'off',
      '-r',
      list,
    ],
    INSTALL_SECONDS,
  )
  if (installed.status !== 0) throw installationFailure(installed)
}

async function runs(
  installation: Installation,
  command: string,
  options: readonly string[],
): Promise<boolean> {
  const outcome = await run(installation, command, options, INSTALL_SECONDS)
  if (outcome.ended === 'cancelled') throw cancelled()
  return outcome.status === 0
}

async function run(
  { folder, variables, signal, listener }: Installation,
  command: string,
  options: readonly string[],
  seconds: number,
): Promise<Outcome> {
  return await runProgram({
    command,
    arguments: options,
    folder,
    environment: {
      ...Object.fromEntries(
        Object.entries(variables).filter(([name]) => !MISLEADING.has(name.toUpperCase())),
      ),
      PYTHONUTF8: '1',
    },
    seconds,
    signal,
    onLine: (line) => {
      const name = /^Collecting ([A-Za-z0-9._-]{1,100})/.exec(line)?.[1]
      if (name !== undefined) listener({ kind: 'installing', package: name })
    },
  })
}

function creationFailure(outcome: Outcome, python: Python): ExpectedFailure {
  if (outcome.ended === 'cancelled') return cancelled()
  const text = outcome.errors + outcome.output
  if (isDiskFull(text)) return diskFull()
  if (/No module named venv|ensurepip is not|ensurepip.{0,80}returned non-zero/s.test(text)) {
    const version = python.version.split('.').slice(0, 2).join('.')
    return new ExpectedFailure(
      'installation-failed',
      `Python ${python.version} (${python.executable}) cannot create virtual environments: it lacks \`venv\` or \`ensurepip\`.`,
      `Install them (on Debian and Ubuntu: apt install python${version}-venv), or install uv.`,
    )
  }
  return new ExpectedFailure(
    'installation-failed',
    `Python ${python.version} could not create a virtual environment:\n${lastLines(text)}`,
    'Set SPECWRIGHT_PYTHON to another Python 3.11 or later.',
  )
}

function installationFailure(outcome: Outcome): ExpectedFailure {
  if (outcome.ended === 'cancelled') return cancelled()
  const text = outcome.output + outcome.errors
  if (isDiskFull(text)) return diskFull()
  if (outcome.ended === 'time-limit') {
    return new ExpectedFailure(
      'installation-failed',
      `Installing the backend's packages took longer than ${String(INSTALL_SECONDS / 60)} minutes:\n${lastLines(text)}`,
      'Check the connection to the package index, and run again.',
    )
  }
  const offline =
    /NewConnectionError|Failed to establish a new connection|NameResolutionError|ConnectTimeout|ProxyError|Temporary failure in name resolution|Network is unreachable/.test(
      text,
    )
  return new ExpectedFailure(
    'installation-failed',
    offline
      ? `pip could not reach the package index:\n${lastLines(text)}`
      : `pip could not install the backend's packages:\n${lastLines(text)}`,
    offline
      ? 'Connect to the network, or configure pip (index-url, proxy, find-links) as for any other project.'
      : 'Check the network and pip’s configuration, or set SPECWRIGHT_PYTHON to a Python that these packages support.',
  )
}

function isDiskFull(text: string): boolean {
  return /No space left on device|Errno 28|ENOSPC|Disk quota exceeded/.test(text)
}

function diskFull(): ExpectedFailure {
  return new ExpectedFailure(
    'disk-full',
    'The disk is full: the packages of the backend could not be installed for verification.',
    'Free some space, or set SPECWRIGHT_CACHE to a folder on another disk.',
  )
}

function cancelled(): ExpectedFailure {
  return new ExpectedFailure('installation-failed', 'Installing the packages was cancelled.')
}

/** The end of an installer's output, passwords in addresses left out. */
function lastLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '')
    .slice(-SHOWN_LINES)
    .map((line) => `  ${line.slice(0, 400).replace(/\/\/[^/\s@]{1,200}@/g, '//…@')}`)
    .join('\n')
}
