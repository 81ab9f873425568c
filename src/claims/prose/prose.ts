import type { Document, Project } from '../../source/document.js'
import type { Claim } from '../claim.js'
import { outOfScopeHeading } from '../endpoints/scope-words.js'
import { contractSentences } from '../openapi/sentences.js'
import { outlineOf } from '../outline/outline.js'
import type { Part } from '../outline/part.js'
import type { Unit } from '../outline/unit.js'
import { NOTHING_READ, type Reading } from '../reader.js'
import { nounOf } from './nouns.js'
import { ruleRows } from './rule-tables.js'
import type { ProseRule } from './rule.js'
import { proseRules } from './rules.js'
import { callersOnlyRule } from './rules/callers-only.js'
import { CLOCK_RULE, clockRule } from './rules/clock.js'
import { ROW_RULE, rowRuleRule } from './rules/row-rules.js'
import { type Sentence, sentencesOf } from './sentence.js'
import type { Vocabulary } from './vocabulary.js'

/** Kinds of documents whose sentences are about work, tools or another program. */
const SILENT = /^(?:tasks|checklist|frontend|research|quickstart)$/

/** Headings over sentences that demand nothing of the backend. */
const ELSEWHERE =
  /\b(?:front-?end|ui|user interface|components?|pages?|wireframes?|measurable outcomes?|success criteria|assumptions?|alternatives?|risks?|dependencies|open questions|references|changelog|testing strategy|deployment|performance goals)\b/i

/** Rules that rows of tables and items state of the field that they describe, and words without which they state none. */
const FIELD_RULES = [rowRuleRule, clockRule]
const FIELD_RULE = new RegExp(`${ROW_RULE.source}|${CLOCK_RULE.source}`, 'i')

/** Remarks such as `Officers only` are read in Markdown with the operation that they stand under. */
const CONTRACT_RULES: readonly ProseRule[] = [...proseRules, callersOnlyRule]

/** Columns of a table of decisions that hold what was not decided. */
const REJECTED = /^(?:alternatives?|options? considered|rejected)\b|\b(?:rejected|considered|not chosen)$/i

/** Parts of an endpoint's description whose forms other readers know. */
const READ_ELSEWHERE: ReadonlySet<Part> = new Set([
  'query',
  'path',
  'header',
  'parameters',
  'request',
  'response',
  'error',
  'statuses',
  'example',
])

/** Sentences about another program, or about tests that people write. */
const OTHERS =
  /^\W{0,4}(?:the )?(?:front-?end|ui|client|browser|page|form|button|toast|modal|component)s?\b|\b(?:front-?end|ui|button|toast|modal|redirect(?:s|ed)? to|spinner|dashboard|test suite)\b/i

/**
 * Takes claims from sentences, by names that other readers already established. A sentence that no rule knows says
 * nothing; no rule guesses.
 */
export function readProse(
  document: Document,
  vocabulary: Vocabulary,
  project: Project = { folder: '', documents: [document], diagnostics: [] },
): Reading {
  if (document.kind === 'contract') {
    const sentences = contractSentences(document, project)
    return {
      ...NOTHING_READ,
      claims: sentences.flatMap((sentence) => sentenceClaims(sentence, vocabulary, CONTRACT_RULES)),
    }
  }
  if (document.kind !== 'markdown' || SILENT.test(document.source.kind)) return NOTHING_READ
  const claims = outlineOf(document).flatMap((unit) => [
    ...sentencesIn(unit).flatMap((sentence) => sentenceClaims(sentence, vocabulary)),
    ...fieldSentences(unit).flatMap((sentence) =>
      FIELD_RULES.flatMap(({ name, read }) =>
        read(sentence, vocabulary).map((claim): Claim => ({ ...claim, rule: name })),
      ),
    ),
  ])
  return { ...NOTHING_READ, claims }
}

/** Whether a sentence is about another program or its tests; a service may keep clients, pages and forms of its own. */
function speaksOfOthers(text: string, { entities }: Vocabulary): boolean {
  const other = OTHERS.exec(text)?.[0]
  return other !== undefined && !entities.has(nounOf(other.replaceAll(/\bthe\b|\W/gi, '')))
}

/** The claims of one sentence. */
function sentenceClaims(
  sentence: Sentence,
  vocabulary: Vocabulary,
  rules: readonly ProseRule[] = proseRules,
): readonly Claim[] {
  if (speaksOfOthers(sentence.text, vocabulary)) return []
  const claims = rules.flatMap(({ name, read }) =>
    read(sentence, vocabulary).map((claim): Claim => ({ ...claim, rule: name })),
  )
  // The answer to a breach of this rule is none to other invalid requests.
  const answers = new Set(claims.flatMap(answerOf))
  return answers.size === 0
    ? claims
    : claims.filter((claim) => claim.property !== 'error' || !answers.has(claim.value.status))
}

/** The status that a rule has of its own. */
function answerOf({ property, value }: Claim): readonly number[] {
  if (property !== 'guard' && property !== 'rowRule') return []
  return typeof value === 'object' && value !== null && 'answer' in value && value.answer !== null
    ? [value.answer.status]
    : []
}

function sentencesIn(unit: Unit): readonly Sentence[] {
  if (outOfScopeHeading(unit.headings) !== null || unit.headings.some((title) => ELSEWHERE.test(title)))
    return []
  if (unit.part !== null && READ_ELSEWHERE.has(unit.part)) return []
  // A label says what follows it.
  if (
    (unit.kind === 'line' || unit.kind === 'item') &&
    unit.label?.end === (unit.kind === 'line' ? unit.text : unit.item).text.length
  )
    return []
  if (unit.kind === 'line') return sentencesOf(unit.text, unit)
  if (unit.kind === 'item') return sentencesOf(unit.item, unit)
  if (unit.kind !== 'table') return []
  // A row that states a rule does so in one of its cells.
  const rules = ruleRows(unit.table, unit)
  if (rules.length > 0) return rules
  const rejected = new Set(
    unit.table.columns.flatMap(({ text }, index) => (REJECTED.test(text.trim()) ? [index] : [])),
  )
  return unit.table.rows.flatMap((row) =>
    row.cells
      .filter(({ text }, index) => !rejected.has(index) && text.split(' ').length > 4)
      .flatMap((cell) => sentencesOf(cell, unit)),
  )
}

/** What rows of tables and items say of the field that they describe, also where other readers read the rest. */
function fieldSentences(unit: Unit): readonly Sentence[] {
  if (outOfScopeHeading(unit.headings) !== null || unit.headings.some((title) => ELSEWHERE.test(title)))
    return []
  if (unit.kind === 'table')
    return unit.table.rows.flatMap((row) => {
      const [name, ...cells] = row.cells
      const subject = name?.text.trim() ?? ''
      if (!/^\w{1,60}$/.test(subject)) return []
      return cells.flatMap((cell) =>
        FIELD_RULE.test(cell.text) ? sentencesOf(cell, { ...unit, subject }) : [],
      )
    })
  // Elsewhere items are read with all other sentences.
  if (unit.kind !== 'item' || unit.part === null || !READ_ELSEWHERE.has(unit.part)) return []
  return FIELD_RULE.test(unit.item.text) ? sentencesOf(unit.item, unit) : []
}
