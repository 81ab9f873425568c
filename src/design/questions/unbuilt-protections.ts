import type { Span } from '../../source/span.js'
import type { Assembly } from '../assembly.js'
import type { QuestionPass } from '../question-pass.js'
import { ask, listed } from './ask.js'
import { demandsNow } from './demands-now.js'
import { linesOf } from './lines.js'

const RATE = 'rate limiting'

/** A rate in figures, which demands by itself: `**Rate Limit**: 100 requests per minute per IP`. */
const FIGURES =
  /\brate[- ]limit\w{0,5}\W{1,6}\d{1,6} (?:requests?|calls|attempts) ?(?:per|\/|in|every|each) ?(?:\d{1,3} )?(?:second|minute|hour|day)/i

function ratesIn(assembly: Assembly): readonly Span[] {
  return linesOf(assembly)
    .filter(({ text, kind }) => FIGURES.test(text) && !/^(?:checklist|tasks|frontend|research)$/.test(kind))
    .map(({ span }) => span)
    .slice(0, 2)
}

/** What services are asked to protect themselves with and this tool does not build, one line each. */
const PROTECTIONS: readonly { readonly name: string; readonly words: RegExp }[] = [
  { name: RATE, words: /\brate[- ]limit|\bthrottl/i },
  { name: 'protection against CSRF', words: /\bcsrf\b|\bcross-site request forgery\b/i },
  {
    name: 'changing texts before they are stored (sanitising)',
    words:
      /\bsaniti[sz](?:e|es|ed|ing|ation)\b(?=.{0,80}\b(?:inputs?|xss|html|scripts?|stor\w{1,4}|texts?)\b)/i,
  },
]

/** Says what is sent as it is, or who else does it. */
const ANSWERED = /\bpydantic\b|\bpostgres\b|\bescap(?:e|ed|ing)\b|\bfront-?end\b|\bnginx\b|\bgateway\b/i

/**
 * Protections that documents demand and nothing in the design gives:
 *
 *     FR-034  System MUST implement rate limiting (e.g., 100 requests per minute per reader).
 */
export const askUnbuiltProtections: QuestionPass = ({ assembly, operations }) => {
  if (operations.length === 0) return
  const found = PROTECTIONS.flatMap(({ name, words }) => {
    const spans = assembly.reading.statements
      .filter((statement) => words.test(statement.text) && !ANSWERED.test(statement.text))
      .filter(demandsNow(assembly))
      .map(({ span }) => span)
    if (name === RATE) spans.push(...ratesIn(assembly))
    return spans.length === 0 ? [] : [{ name, spans: spans.slice(0, 4) }]
  })
  if (found.length === 0) return
  ask(assembly, {
    id: 'unbuilt-protections',
    kind: 'unsupported',
    concern: 'security',
    subjects: found.map(({ name }) => name),
    about: `Documents demand what is not built: ${listed(found.map(({ name }) => name))}.`,
    spans: found.flatMap(({ spans }) => spans),
    options: [
      {
        id: 'leave-out',
        label:
          'requests are not counted, texts are kept as they were sent, and no cookie signs anybody in; what stands in front of the service has to do the rest',
      },
      { id: 'specified', label: 'the lines are gone, or say who does it; read them again' },
    ],
    recommended: 'leave-out',
  })
}
