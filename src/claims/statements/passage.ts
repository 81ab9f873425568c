import type { InlineText } from '../../source/inline-text.js'
import type { Unit } from '../outline/unit.js'
import { requirementLabel } from './requirement-label.js'
import { operationNames } from '../outline/operation-name.js'

/** Text that may hold statements: a whole list item, or lines of a paragraph that belong together. */
export interface Passage extends InlineText {
  readonly unit: Unit
}

/** Keywords of a scenario's steps. */
export const STEP = /^(?:given|when|then|and|but)\b/i

/**
 * Joins texts that stand one after the other, with a blank between.
 *
 * @param texts at least one
 */
export function joinTexts(texts: readonly InlineText[]): InlineText {
  const starts: number[] = []
  let length = 0
  for (const { text } of texts) {
    starts.push(length)
    length += text.length + 1
  }
  const place = (offset: number): readonly [InlineText | undefined, number] => {
    const index = Math.max(
      0,
      starts.findLastIndex((start) => start <= offset),
    )
    return [texts[index], offset - (starts[index] ?? 0)]
  }
  return {
    text: texts.map(({ text }) => text).join(' '),
    span: (from, to) => {
      const [first, at] = place(from)
      const [last, until] = place(Math.max(from, to - 1))
      const start = first?.span(at, at + 1) ?? { source: '', start: 0, end: 0 }
      return { ...start, end: last?.span(until, until + 1).end ?? start.end }
    },
  }
}

/** The passages of an outline: items as they are, lines joined where the author only broke the line. */
export function passagesOf(units: readonly Unit[]): readonly Passage[] {
  const passages: Passage[] = []
  let lines: InlineText[] = []
  let first: Unit | null = null
  const close = (): void => {
    if (first !== null && lines.length > 0) passages.push({ ...joinTexts(lines), unit: first })
    lines = []
    first = null
  }
  for (const unit of units) {
    if (unit.kind === 'line') {
      if (!unit.continues || first === null || startsAnew(unit)) {
        close()
        first = unit
      }
      lines.push(unit.text)
      continue
    }
    close()
    if (unit.kind === 'item') passages.push({ text: unit.item.text, span: unit.item.span, unit })
  }
  close()
  return passages
}

function startsAnew(unit: Extract<Unit, { kind: 'line' }>): boolean {
  return (
    unit.label !== null ||
    requirementLabel(unit.text.text) !== null ||
    operationNames(unit.text.text)[0]?.start === 0 ||
    /^(?:given|scenario|\d{1,3}[.)]|[-•✅❌✓])/i.test(unit.text.text)
  )
}
