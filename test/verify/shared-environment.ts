import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Environment, prepareEnvironment } from '../../src/verify/environment.js'

/** Where tests keep the environments they install; kept, so that the next run installs nothing. */
export const testCache = process.env['SPECWRIGHT_CACHE'] ?? join(tmpdir(), 'specwright-test-cache')

/** What the backend of the fixtures needs. */
export const requirements = ['pytest>=8,<10']

/** The user's variables, with the tests' cache. */
export const variables = { ...process.env, SPECWRIGHT_CACHE: testCache }

/** The environment of the fixtures; installed by the first test that asks. */
export async function sharedEnvironment(): Promise<Environment> {
  return await prepareEnvironment({ requirements, listener: () => undefined, variables })
}
