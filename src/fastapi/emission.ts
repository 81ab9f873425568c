import type { Origin } from '../design/origin.js'
import type { Aspect } from '../design/trace.js'

/** Why lines of a generated file stand there; lines count from 1, `to` is inclusive. */
interface LineOrigin {
  readonly from: number
  readonly to: number
  readonly origins: readonly Origin[]
  /** What the lines do, for `explain`: `404 when the task is absent`. */
  readonly about: string | null
}

/** A file of the backend. */
export interface GeneratedFile {
  /** Relative to the backend folder, with `/`. */
  readonly path: string
  readonly text: string
  /** One line for the report. */
  readonly summary: string
  readonly lines: readonly LineOrigin[]
}

/** A test that was written. */
export interface GeneratedTest {
  /** pytest's node id relative to the backend folder, without parameters: `tests/test_tasks.py::test_create_task`. */
  readonly id: string
  readonly operation: string | null
  readonly proves: readonly Aspect[]
  readonly origins: readonly Origin[]
}

/** All that is written for a design. */
export interface Emission {
  readonly files: readonly GeneratedFile[]
  readonly tests: readonly GeneratedTest[]
  /** Requirements of the backend and of its tests, as PEP 508 lines with ranges. */
  readonly requirements: readonly string[]
}
