import type { Design } from '../../design/design.js'
import type { Operation } from '../../design/operation.js'
import type { TableModel } from './models.js'
import type { Program, PythonFunction } from './program.js'
import type { Route } from './routes.js'
import type { SyntaxNode } from './syntax.js'

/** A route, and the operation of the design that it serves. */
export interface AuditedRoute {
  readonly route: Route
  /** Null when the design has none of its method and path, or there is no design. */
  readonly operation: Operation | null
  /** The operation's id, or the route's own method and path. */
  readonly subject: string
  /** Whether the caller is known before the handler does its work, as far as the code shows. */
  readonly authenticated: boolean
  /** Whether a dependency of the route refuses unknown callers before the handler begins. */
  readonly admits: boolean
}

/** What rules look at. */
export interface AuditContext {
  readonly program: Program
  readonly design: Design | null
  readonly routes: readonly AuditedRoute[]
  readonly tables: readonly TableModel[]
  /** All functions but those of tests and migrations. */
  readonly functions: readonly PythonFunction[]
  /** The route because of which a place in the code runs; null when none reaches it. */
  readonly subjectAt: (node: SyntaxNode) => string | null
  /** Every call of the program with the function it stands in; null at the top of a module. */
  readonly calls: readonly PlacedCall[]
}

/** A call and where it stands. */
export interface PlacedCall {
  readonly path: string
  readonly call: SyntaxNode
  /** The innermost function around it. */
  readonly within: PythonFunction | null
}

/** What a rule found at a place. */
export interface RuleFinding {
  readonly path: string
  readonly node: SyntaxNode
  /** Given when it is known better than by where the place is reached from. */
  readonly subject?: string | null
  readonly message: string
}

/** One thing that the code of a backend must never do. */
export interface Rule {
  /** Stable: reports name it, and `docs/audit.md` describes it. */
  readonly id: string
  /** What it finds. */
  readonly title: string
  /** Common Weakness Enumeration; null when there is none. */
  readonly cwe: number | null
  /** Clause of the house standard. */
  readonly clause: string
  /** What to do instead, one sentence. */
  readonly cure: string
  readonly check: (context: AuditContext) => readonly RuleFinding[]
}
