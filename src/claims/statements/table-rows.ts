import type { SourceKind } from '../../source/source.js'
import { columnsOf } from '../endpoints/columns.js'
import { operationNames } from '../outline/operation-name.js'
import type { UnitOf } from '../outline/unit.js'
import { isDemand } from './demand.js'
import { requirementLabel } from './requirement-label.js'
import { isStrict, topicUnder } from './topic.js'

/** A row that states a rule, by its place in its table. */
export interface RuleRow {
  readonly index: number
  readonly label: string | null
}

/**
 * The rows of a table that state rules: operations, fields with their types or constraints, statuses, labelled
 * requirements, and rows with words of demand under a heading about rules.
 */
export function ruleRows({ table, headings, opened }: UnitOf<'table'>, kind: SourceKind): readonly RuleRow[] {
  if (kind === 'tasks' || kind === 'checklist') return []
  const columns = columnsOf(table)
  const strict = isStrict(kind)
  const telling =
    !strict &&
    ((columns.has('name') &&
      (columns.has('type') || columns.has('constraints') || columns.has('required'))) ||
      columns.has('status') ||
      (columns.has('path') && columns.has('method')))
  const topic = topicUnder(opened === '' ? headings : [...headings, opened])
  return table.rows.flatMap(({ cells }, index): readonly RuleRow[] => {
    const texts = cells.map(({ text }) => text)
    const label = requirementLabel(`${texts[0] ?? ''} `)?.label ?? null
    const whole = texts.join(' ')
    if (whole.trim() === '') return []
    if (label !== null) return [{ index, label }]
    if (telling || (!strict && operationNames(whole).length > 0)) return [{ index, label: null }]
    const ruling = topic !== null && topic !== 'background' && !strict
    return (ruling ? isDemand(whole, false) : isDemand(whole, true)) ? [{ index, label: null }] : []
  })
}
