import type { Origin } from '../../design/origin.js'
import type { Aspect } from '../../design/trace.js'
import type { Expression } from '../../python/nodes/expression.js'
import type { Statement } from '../../python/nodes/statement.js'

/** One argument of a parametrized test, and its type. */
export interface Argument {
  readonly name: string
  readonly type: Expression
}

/** `@pytest.mark.parametrize`: one tuple of values per run. */
export interface Parametrization {
  /** The name of a constant of the file that holds the runs, where several tests share them. */
  readonly constant?: string
  readonly arguments: readonly Argument[]
  readonly runs: readonly { readonly id: string; readonly values: readonly Expression[] }[]
}

/** One test function before it is printed. */
export interface TestCase {
  /** `test_create_loan_returns_the_new_loan`; made unique in its file. */
  readonly name: string
  /** What it shows, as a sentence; the cited line is added when it is printed. */
  readonly shows: string
  /** Names of the fixtures it takes. */
  readonly fixtures: readonly string[]
  readonly parametrized: readonly Parametrization[]
  readonly body: readonly Statement[]
  /** Id of the operation; null for tests of the service. */
  readonly operation: string | null
  readonly proves: readonly Aspect[]
  readonly origins: readonly Origin[]
}

/** A test without arguments; what is given replaces the rest. */
export function testCase(
  parts: Pick<TestCase, 'name' | 'shows' | 'fixtures' | 'body' | 'proves'> & Partial<TestCase>,
): TestCase {
  return { parametrized: [], operation: null, origins: [], ...parts }
}
