import { analyse, decide, type CompilationRequest } from '../../src/compile.js'
import type { Design } from '../../src/design/design.js'

/** Answers can open further questions; after so many rounds the rest stays open. */
const ROUNDS = 4

/** The design of a project with every recommendation taken, as `--yes` takes them. */
export async function recommendedDesign(folder: string): Promise<Design> {
  const answers = new Map<string, string>()
  const request: CompilationRequest = { folder, answers, what: [], built: [], database: 'sqlite' }
  let analysis = await analyse(request)
  for (let round = 0; round < ROUNDS; round += 1) {
    const open = analysis.design.questions.filter(({ answer }) => answer === null)
    if (open.length === 0) break
    for (const { id, recommended } of open) answers.set(id, recommended)
    analysis = await decide(analysis, { ...request, answers: new Map(answers) })
  }
  return analysis.design
}
