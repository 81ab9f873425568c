import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { JsonValue } from '../claims/json.js'
import { matchesGlob } from './glob.js'
import { readToml } from './toml.js'

/** A backend's configuration of ruff, as far as a check of single texts can follow it. */
export interface RuffSettings {
  /** The file they are from. */
  readonly file: string
  /** Options for ruff itself, which knows no files here. */
  readonly options: { readonly [option: string]: JsonValue }
  /** Rules, or prefixes of rules, that are not for files that match a pattern. */
  readonly ignores: readonly { readonly pattern: string; readonly codes: readonly string[] }[]
}

const table = z.record(z.string(), z.json())
type Table = z.infer<typeof table>

const PYTHON_VERSION = />=? ?3\.(\d{1,2})/

/**
 * Reads a backend's configuration of ruff: `ruff.toml`, `.ruff.toml` or `[tool.ruff]` of
 * `pyproject.toml`, in ruff's own order. What ruff works out from files is added: the version from
 * `requires-python`, and the backend's own packages, whose imports stand in a group of their own.
 *
 * @returns the settings, or the file that cannot be read and why
 */
export async function readRuffSettings(
  python: string,
  folder: string,
  temporary: string,
): Promise<RuffSettings | { readonly file: string; readonly reason: string }> {
  let options: Table = {}
  let version: string | undefined
  let from = 'pyproject.toml'
  for (const file of ['pyproject.toml', 'ruff.toml', '.ruff.toml']) {
    if (!(await exists(join(folder, file)))) continue
    const reading = await readToml(python, join(folder, file), temporary)
    if (!reading.ok) return { file, reason: reading.reason }
    const root = asTable(reading.value)
    if (file === 'pyproject.toml') {
      options = asTable(asTable(root['tool'])['ruff'])
      const requires = asTable(root['project'])['requires-python']
      version = typeof requires === 'string' ? PYTHON_VERSION.exec(requires)?.[1] : undefined
    } else options = root
    from = file
  }
  const { 'per-file-ignores': before, ...rest } = options
  const { 'per-file-ignores': own, ...lint } = asTable(rest['lint'])
  const isort = asTable(lint['isort'])
  const known = z.array(z.string()).safeParse(isort['known-first-party'])
  const packages = [...(known.success ? known.data : []), ...(await packagesOf(folder))]
  return {
    file: from,
    options: {
      ...(version === undefined ? {} : { 'target-version': `py3${version}` }),
      ...rest,
      lint: { ...lint, isort: { ...isort, 'known-first-party': [...new Set(packages)].sort() } },
    },
    ignores: Object.entries({ ...asTable(before), ...asTable(own) }).map(([pattern, codes]) => ({
      pattern,
      codes: z.array(z.string()).catch([]).parse(codes),
    })),
  }
}

/** True when the settings silence a rule in a file; ruff compares patterns with names and with paths. */
export function isIgnored(settings: RuffSettings, path: string, code: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return settings.ignores.some(
    ({ pattern, codes }) =>
      codes.some((prefix) => prefix === 'ALL' || code.startsWith(prefix)) &&
      (matchesGlob(pattern, path) || matchesGlob(pattern, name) || matchesGlob(`${pattern}/**`, path)),
  )
}

function asTable(value: unknown): Table {
  const reading = table.safeParse(value)
  return reading.success ? reading.data : {}
}

async function exists(path: string): Promise<boolean> {
  try {
    await readFile(path)
    return true
  } catch {
    return false
  }
}

/** Packages and modules at the top of a backend, and in `src`. */
async function packagesOf(folder: string): Promise<readonly string[]> {
  const names: string[] = []
  for (const root of [folder, join(folder, 'src')]) {
    try {
      for (const entry of await readdir(root, { withFileTypes: true })) {
        const name = entry.isDirectory()
          ? entry.name
          : entry.name.endsWith('.py')
            ? entry.name.slice(0, -3)
            : ''
        if (/^[A-Za-z_]\w{0,100}$/.test(name)) names.push(name)
      }
    } catch {
      // There is no such folder.
    }
  }
  return names
}
