import { stepRunner } from './step-runner.js'

/** Rows in memory can always be reached. */
export const ping = stepRunner('ping', () => null)
