import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { analyse, generate } from '../../dist/compile.js'

/** Compiles the specifications of a folder with every recommendation taken, and writes the backend to another. */
export async function writeBackend(project, folder) {
  const answers = new Map()
  const request = { folder: project, answers, what: [], built: [], database: null }
  let analysis = await analyse(request)
  for (let open = analysis.design.questions; open.length > 0;) {
    for (const { id, recommended } of open) answers.set(id, recommended)
    analysis = await analyse(request)
    open = analysis.design.questions.filter(({ id, answer }) => answer === null && !answers.has(id))
  }
  const { design, emission } = await generate(analysis)
  for (const { path, text } of emission.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  return { design, emission }
}
