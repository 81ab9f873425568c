import { isHealthPath, normalisePath } from '../canonical-path.js'
import type { QuestionPass } from '../question-pass.js'
import { ask } from './ask.js'
import { linesOf } from './lines.js'

const PATH = /(?:^|[\s`"'(/])(\/(?:api\/|v1\/)?(?:health|healthz|livez|readyz))(?=[\s`"'),.;:]|$)/i

/**
 * A health check that a test plan, a task or a deployment calls and that no
 * document describes:
 *
 *     "the probe polls `/healthz` every 15 s"
 */
export const askHealthMention: QuestionPass = ({ assembly, operations }) => {
  if (operations.length === 0) return
  const known = operations.map(({ path }) => path).filter(isHealthPath)
  const lines = linesOf(assembly).flatMap((line) => {
    const path = PATH.exec(line.text)?.[1]
    return path === undefined || known.some((one) => one.endsWith(normalisePath(path)))
      ? []
      : [{ line, path: normalisePath(path) }]
  })
  const [first] = lines
  if (first === undefined) return
  ask(assembly, {
    id: 'health-mention',
    kind: 'missing',
    concern: 'internal',
    subjects: [...new Set(lines.map(({ path }) => `GET ${path}`))],
    about: `A line calls ${first.path}, and no document that describes the endpoints has it: neither who may call it nor what it answers.`,
    spans: lines.slice(0, 6).map(({ line }) => line.span),
    options: [
      {
        id: 'leave-out',
        label: 'it is not served; whoever calls it gets 404 and may take the service for dead',
      },
      { id: 'specified', label: 'it is described now; read it again' },
    ],
    recommended: 'leave-out',
  })
}
