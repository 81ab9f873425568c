import { analyse } from '../../src/compile.js'
import type { Design } from '../../src/design/design.js'

/** The design of a project of which no question is answered. */
export async function designOf(folder: string): Promise<Design> {
  const { design } = await analyse({ folder, answers: new Map(), what: [], built: [], database: null })
  return design
}
