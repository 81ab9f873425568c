import { join } from 'node:path'
import { demonstration } from './demonstration.js'
import type { Run } from './run.js'

/**
 * The closing lines of `implement`: how to start the service, and a request to try.
 * @param python the interpreter of the backend's environment; null when there is none
 */
export function closing(run: Run, python: string | null): string[] {
  const { design } = run.analysis
  const secretEnv = design.auth.secretEnv
  return demonstration({
    design,
    backend: join(run.folder, run.backend),
    python: python ?? 'python',
    secret: secretEnv === null ? null : (process.env[secretEnv] ?? null),
    now: Math.floor(Date.now() / 1000),
  })
}
