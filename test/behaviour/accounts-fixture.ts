import { join } from 'node:path'
import { analyse, generate } from '../../src/compile.js'
import type { Design } from '../../src/design/design.js'
import type { Step } from '../../src/design/step.js'

const FIXTURES = join(import.meta.dirname, '../fixtures/behaviour/accounts')

/** A fixture's design, and the files that it gives. */
export interface ReadAccounts {
  readonly design: Design
  readonly text: (path: string) => string
}

/** Reads a fixture about accounts, with answers to its questions. */
export async function readAccounts(
  name: string,
  answers: ReadonlyMap<string, string> = new Map(),
): Promise<ReadAccounts> {
  const request = { folder: join(FIXTURES, name), answers, what: [], built: [], database: null }
  const { design, emission } = await generate(await analyse(request))
  return { design, text: (path) => emission.files.find((file) => file.path === path)?.text ?? '' }
}

/** The steps of an operation. */
export function stepsOf(design: Design, id: string): readonly Step[] {
  return design.operations.find((operation) => operation.id === id)?.steps ?? []
}

/** Their kinds. */
export function kinds(design: Design, id: string): readonly string[] {
  return stepsOf(design, id).map(({ kind }) => kind)
}
