import type { JsonValue } from '../claims/json.js'
import { runProgram } from './process.js'
import { childEnvironment } from './variables.js'

const READ = `
import json, sys, tomllib
with open(sys.argv[1], "rb") as file:
    print(json.dumps(tomllib.load(file), default=str))
`

/** A TOML file as data, or why it cannot be read. */
export type TomlReading =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly reason: string }

/**
 * Reads a TOML file with the parser of Python's standard library, which is what the backend's
 * other tools read it with.
 *
 * @param python an interpreter of version 3.11 or later
 */
export async function readToml(python: string, path: string, temporary: string): Promise<TomlReading> {
  const outcome = await runProgram({
    command: python,
    arguments: ['-I', '-c', READ, path],
    folder: temporary,
    environment: childEnvironment(temporary),
    seconds: 30,
  })
  if (outcome.status !== 0) {
    return { ok: false, reason: outcome.errors.trim().split('\n').at(-1) ?? 'it cannot be read' }
  }
  return { ok: true, value: JSON.parse(outcome.output) }
}
