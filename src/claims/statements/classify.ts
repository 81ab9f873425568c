import type { SourceKind } from '../../source/source.js'
import type { Item } from '../../source/list.js'
import { operationNames } from '../outline/operation-name.js'
import { statusIn } from '../outline/part.js'
import type { Unit } from '../outline/unit.js'
import type { StatementForm } from '../statement.js'
import { isDemand, isProseDemand } from './demand.js'
import type { Passage } from './passage.js'
import { requirementLabel } from './requirement-label.js'
import { isScenario } from './scenarios.js'
import type { Topic } from './topic.js'
import { isStrict, topicUnder } from './topic.js'

/** Parts of an endpoint's description whose lines and items each say something of it. */
const TELLING = new Set<Unit['part']>([
  'query',
  'path',
  'parameters',
  'request',
  'response',
  'error',
  'statuses',
  'validation',
  'auth',
  'description',
  'note',
])

/** Lines that explain rather than demand. */
const ASIDE =
  /^(?:why this priority|independent test|rationale|reason|note to|example|see |status|date|created|version|author|last updated|feature branch|branch|input|priority|phase|owner|reviewed|estimated|effort|depends on|story points)\b/i

/** What a template leaves to its author: `What happens when [boundary condition]?`. */
const PLACEHOLDER = /(?:^|[\s*])\[[a-z]{2,20} [a-z ]{2,50}\](?:[\s?.,]|$)/

/** The form of a passage; null for what only describes. */
export function formOf(passage: Passage, kind: SourceKind, titles: readonly string[]): StatementForm | null {
  const { text, unit } = passage
  if (text.length < 4 || ASIDE.test(text) || PLACEHOLDER.test(text)) return null
  if (kind === 'tasks' || kind === 'checklist') return null
  const label = requirementLabel(text)
  if (label !== null && text.length > label.end + 3)
    return label.label.startsWith('AC') ? 'criterion' : 'requirement'
  if (isScenario(text)) return 'scenario'
  const topic = topicUnder(titles)
  if (unit.kind === 'item') return itemForm(unit.item, unit, kind, topic)
  return lineForm(text, unit, kind, topic)
}

function itemForm(item: Item, unit: Unit, kind: SourceKind, topic: Topic | null): StatementForm | null {
  if (item.children.length > 0 && /[:：]$/.test(item.text) && !isDemand(item.text, true)) return null
  if (
    item.children.length > 0 &&
    'label' in unit &&
    unit.label !== null &&
    unit.label.end >= item.text.length
  )
    return null
  switch (topic) {
    case 'edge-cases':
      return 'edge-case'
    case 'criteria':
      return isStrict(kind) ? null : 'criterion'
    case 'scenarios':
      return isStrict(kind) ? null : 'scenario'
    case 'scope':
    case 'entities':
    case 'requirements':
    case 'rules':
      return isStrict(kind) && !isDemand(item.text, true) ? null : 'rule'
    default:
  }
  if (!isStrict(kind) && unit.operation !== null && (TELLING.has(unit.part) || unit.part === null))
    return 'rule'
  if (!isStrict(kind) && operationNames(item.text).length > 0) return 'rule'
  return isDemand(item.text, isStrict(kind) || topic === 'background') ? 'rule' : null
}

function lineForm(text: string, unit: Unit, kind: SourceKind, topic: Topic | null): StatementForm | null {
  if (topic === 'edge-cases' && /\?/.test(text)) return 'edge-case'
  if (!isStrict(kind) && unit.operation !== null && unit.kind === 'line') {
    if (unit.label === null) return unit.part === 'example' ? null : isDemand(text, false) ? 'rule' : null
    const content = text.slice(unit.label.end).trim()
    if (unit.label.part === 'endpoint' || unit.label.part === 'method') return 'rule'
    if (content !== '' && !/^:?$/.test(content) && TELLING.has(unit.label.part)) return 'rule'
    if (statusIn(text) !== null && /^(?:response|error|statuses)$/.test(unit.label.part ?? '')) return 'rule'
    return null
  }
  if (/^as an? \w[^.]{0,80}\bI (?:want|need|can|would)\b/i.test(text)) return isStrict(kind) ? null : 'rule'
  return isProseDemand(text, isStrict(kind) || topic === 'background') ? 'rule' : null
}
