import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { JsonValue } from '../claims/json.js'
import { moduleName, type Backend } from '../fastapi/backend.js'
import { runProgram } from './process.js'

/** Rows for the database of a backend. */
export interface SeedRequest {
  readonly python: string
  /** The backend. */
  readonly folder: string
  readonly temporary: string
  /** The environment of the running service, with its database. */
  readonly variables: Readonly<Record<string, string>>
  readonly backend: Backend
  /** Rows by the class of their model. */
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, JsonValue>>[]>>
}

const SCRIPT = join(dirname(fileURLToPath(import.meta.url)), 'specwright_seed.py')

/** Longest time for it, in seconds. */
const SECONDS = 120

/**
 * Stores rows through the models of a backend, in the database of the service that runs.
 * @returns null, or why they were not stored
 */
export async function seed(request: SeedRequest): Promise<string | null> {
  const { backend, folder, temporary, rows } = request
  const file = join(temporary, 'seed.json')
  const models = moduleName(backend.paths.models)
  await writeFile(file, JSON.stringify({ models, database: moduleName(backend.paths.database), rows }))
  const outcome = await runProgram({
    command: request.python,
    arguments: [SCRIPT, file],
    folder,
    environment: request.variables,
    seconds: SECONDS,
  })
  return outcome.status === 0 ? null : outcome.errors.trim().split('\n').slice(-1).join('')
}
