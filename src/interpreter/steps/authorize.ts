import { stepRunner } from './step-runner.js'

/** The caller's own path was checked before the request was read (AUTH-2). */
export const authorize = stepRunner('authorize', () => null)
