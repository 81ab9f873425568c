import type { Statement } from '../claims/statement.js'
import { words } from './canonical-name.js'
import { candidatesOf, claimsAbout } from './claim-index.js'
import type { QuestionPass } from './question-pass.js'
import { tierOf } from './precedence.js'
import { backendSources } from './scope.js'

/** Capabilities that constitutions demand and features leave out, with the words for both. */
const TOPICS: readonly { readonly id: string; readonly name: string; readonly words: RegExp }[] = [
  { id: 'rate-limiting', name: 'Rate limiting', words: /\brate[- ]limit/i },
  { id: 'pagination', name: 'Pagination', words: /\bpaginat/i },
  { id: 'soft-delete', name: 'Soft delete', words: /\bsoft[- ]delet/i },
  { id: 'caching', name: 'Caching', words: /\bcach(?:e|ing)\b/i },
  { id: 'audit-log', name: 'Audit log', words: /\baudit(?:ing| log| trail)/i },
]

const DEMAND = /\b(?:must|shall|required?|mandatory|always|enforce)\b/i
const REFUSAL = /\b(?:no|not|never|without|out of scope|future|later|deferred|excluded|optional)\b/i

function isRefusal(text: string): boolean {
  return REFUSAL.test(text) && !/\bmust not be (?:skipped|omitted)\b/i.test(text)
}

/**
 * A rule of the constitution or the guide beside a specification that leaves
 * the same thing out. Only a person can say whether the rule waits or the
 * specification is incomplete.
 */
export const askStandingRules: QuestionPass = ({ assembly, operations }) => {
  const { sources, reading } = assembly
  const kindOf = (statement: Statement) => sources.kind(statement.span.source) ?? 'other'
  const standing = reading.statements.filter((statement) =>
    ['constitution', 'guide'].includes(kindOf(statement)),
  )
  const leftOut = candidatesOf(claimsAbout(reading.claims, 'service'), 'outOfScope')
  const speaks = backendSources(assembly)
  for (const topic of TOPICS) {
    const rule = standing.find(
      (statement) =>
        topic.words.test(statement.text) &&
        (kindOf(statement) === 'constitution' || DEMAND.test(statement.text)) &&
        !isRefusal(statement.text),
    )
    if (rule === undefined) continue
    const refusals = [
      ...leftOut.filter(({ value }) => topic.words.test(value.what)).map(({ span }) => span),
      ...reading.statements
        .filter(
          (statement) =>
            topic.words.test(statement.text) &&
            isRefusal(statement.text) &&
            statement.span.source !== rule.span.source &&
            speaks(statement.span.source) &&
            kindOf(statement) !== 'checklist',
        )
        .map(({ span }) => span),
    ]
      .toSorted((left, right) => tierOf(sources, left.source, 'wire') - tierOf(sources, right.source, 'wire'))
      .slice(0, 3)
    if (refusals.length === 0) continue
    const spans = [rule.span, ...refusals]
    const id = `standing-${topic.id}`
    const lists = operations.filter(({ method, path }) => method === 'GET' && !path.endsWith('}'))
    assembly.questions.add({
      id,
      kind: 'conflict',
      concern: topic.id === 'rate-limiting' ? 'security' : 'client-visible',
      blocking: false,
      subjects: [topic.name, ...(topic.id === 'pagination' ? lists.map((operation) => operation.id) : [])],
      about: `${topic.name}: a standing rule demands it ("${rule.text.slice(0, 160)}"), the specification leaves it out.`,
      sources: [...new Set(spans.map(sources.line))],
      spans,
      options: [
        { id: 'leave-out', label: `${words(topic.name).join(' ')} waits, as the specification says` },
        { id: 'demand', label: 'the rule holds; the specification has to be completed first' },
      ],
      recommended: 'leave-out',
      answer: assembly.answers.get(id) ?? null,
    })
  }
}
