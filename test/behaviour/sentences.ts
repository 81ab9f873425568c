import { join } from 'node:path'
import { analyse } from '../../src/compile.js'
import type { Design } from '../../src/design/design.js'
import type { StatementOutcome } from '../../src/design/trace.js'

const FIXTURES = join(import.meta.dirname, '../fixtures/behaviour/sentences')

/** The design of a fixture whose rules stand in sentences. */
export async function readSentences(name: string): Promise<Design> {
  const { design } = await analyse({
    folder: join(FIXTURES, name),
    answers: new Map(),
    what: [],
    built: [],
    database: null,
  })
  return design
}

/** What becomes of the requirements of a design, by their labels. */
export function outcomesOf({ statements }: Design): ReadonlyMap<string, StatementOutcome> {
  return new Map(statements.flatMap(({ label, outcome }) => (label === null ? [] : [[label, outcome]])))
}
