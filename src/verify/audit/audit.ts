import type { Design } from '../../design/design.js'
import { loadPythonGrammar } from '../../claims/python-code/grammar.js'
import { auditContext } from './context.js'
import { readProgram, type PythonFile } from './program.js'
import { RULES } from './rules.js'

/** What a rule found in the code, for a person and for other tools. */
export interface AuditFinding {
  readonly rule: string
  /** Common Weakness Enumeration. */
  readonly cwe: number | null
  /** Clause of the house standard. */
  readonly clause: string
  /** Relative to the backend. */
  readonly path: string
  /** From 1. */
  readonly line: number
  /** The operation that is concerned, or the route where the design has none; null for the service. */
  readonly operation: string | null
  readonly message: string
  /** What to do. */
  readonly cure: string
}

/** Files that serve no request. */
const LEFT_OUT =
  /(?:^|\/)(?:\.[^/]+|tests?|migrations|alembic|scripts?|examples?|demos?|node_modules|venv|\.venv)\/|(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest|seed[^/]*|setup)\.py$/

/**
 * Reads the Python of a backend, whoever wrote it, and looks for what a request cannot show. Nothing is run.
 *
 * @param files its Python files; tests and migrations among them are left out
 * @param design what it should serve; null when nobody knows: then names and other routes are all there is to go by
 * @returns findings in the order of files and lines; none is no proof
 */
export async function audit(
  files: readonly PythonFile[],
  design: Design | null,
): Promise<readonly AuditFinding[]> {
  await loadPythonGrammar()
  const program = readProgram(files.filter(({ path }) => !LEFT_OUT.test(path)))
  const context = auditContext(program, design)
  return RULES.flatMap(({ id, cwe, clause, cure, check }) =>
    check(context).map(({ path, node, subject, message }): AuditFinding => ({
      rule: id,
      cwe,
      clause,
      path,
      line: node.line,
      operation: subject === undefined ? context.subjectAt(node) : subject,
      message,
      cure,
    })),
  ).toSorted((left, right) =>
    left.path === right.path ? left.line - right.line : left.path < right.path ? -1 : 1,
  )
}
