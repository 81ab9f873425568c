import type { Assembly } from './assembly.js'
import type { DraftOperation } from './draft.js'
import type { Entity } from './entity.js'
import type { OutOfScope } from './design.js'
import type { SchemaIndex } from './schemas.js'
import type { Auth } from './service.js'

/** What the passes that only ask look at: the draft as it stands before its questions. */
interface Findings {
  readonly assembly: Assembly
  readonly auth: Auth
  readonly entities: readonly Entity[]
  readonly operations: readonly DraftOperation[]
  readonly outOfScope: readonly OutOfScope[]
  readonly schemas: SchemaIndex
}

/** Looks for one kind of doubt and puts it to the question log; adds nothing to the design. */
export type QuestionPass = (findings: Findings) => void
