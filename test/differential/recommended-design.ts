import { analyse } from '../../src/compile.js'
import type { Design } from '../../src/design/design.js'

/** The design of a project with every recommendation taken, as `--yes` takes them. */
export async function recommendedDesign(folder: string): Promise<Design> {
  const { design } = await analyse({
    folder,
    answers: new Map(),
    recommended: true,
    what: [],
    built: [],
    database: 'sqlite',
  })
  return design
}
