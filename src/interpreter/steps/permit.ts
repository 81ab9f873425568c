import { stepRunner } from './step-runner.js'

/** The caller's role was checked before the request was read, as nothing may be said to who may not call. */
export const permit = stepRunner('permit', () => null)
