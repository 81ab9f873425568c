import { fragmentOffset } from '../../source/fragments.js'
import type { Document } from '../../source/document.js'
import type { InlineText } from '../../source/inline-text.js'
import type { StateEdgeFact } from '../claim.js'
import { outlineOf } from '../outline/outline.js'
import type { Unit } from '../outline/unit.js'
import { NOTHING_READ, type Reader, type Reading } from '../reader.js'
import { type Said, serviceClaims } from '../said.js'
import type { ServiceFacts } from '../claim.js'
import { tableEdges } from './edge-table.js'
import { statesAfter, statesBefore } from './state-run.js'

const READER = 'state-edges'

const ARROW = /\s?(?:→|⟶|⇒|-{1,2}>|=>)\s?/g

/** Words that say that arrows stand between states and not between screens or calls. */
const ABOUT_STATES =
  /\b(?:stat(?:e|us|es|uses)|transitions?|life ?-?cycle|workflow|moves?|allowed|valid changes?)\b/i

/** Moves between states: in tables, and as arrows in sentences, lists and code blocks. */
export const stateEdges: Reader = {
  name: READER,
  form: `
**Status transitions**: \`draft\` → \`submitted\` → \`approved\`; draft | submitted → cancelled

| From | To |
| draft | submitted, cancelled |`,
  read(document: Document): Reading {
    if (document.kind !== 'markdown') return NOTHING_READ
    const facts: Said<ServiceFacts>[] = []
    let before = ''
    for (const unit of outlineOf(document)) {
      facts.push(...edgesOf(unit, before))
      before = unit.kind === 'line' ? unit.text.text : unit.kind === 'heading' ? '' : before
    }
    const claims = serviceClaims(READER, facts)
    return claims.length === 0 ? NOTHING_READ : { ...NOTHING_READ, claims }
  },
}

function edgesOf(unit: Unit, before: string): readonly Said<ServiceFacts>[] {
  const titles = unit.headings.slice(-2).join(' / ')
  const said = `${titles} / ${before.slice(0, 200)}`
  switch (unit.kind) {
    case 'heading':
      return []
    case 'line':
      return arrows(unit.text, titles)
    case 'item':
      return arrows(unit.item, said)
    case 'table':
      return (ABOUT_STATES.test(said) ? (tableEdges(unit.table) ?? []) : []).map(({ from, to, cell }) => ({
        property: 'stateEdge',
        value: { from, to, about: said },
        span: cell.whole,
      }))
    case 'code': {
      const { fragment } = unit
      if (!ABOUT_STATES.test(said) || (fragment.language ?? 'text') !== 'text') return []
      let start = 0
      return fragment.text.split('\n').flatMap((text) => {
        const offset = start
        start += text.length + 1
        const span = (from: number, to: number) => ({
          source: fragment.source.id,
          start: fragmentOffset(fragment, offset + from),
          end: fragmentOffset(fragment, offset + to),
        })
        return arrows({ text, span }, said)
      })
    }
  }
}

/** The edges of a chain of arrows: every state before an arrow leads to every state after it. */
function arrows({ text, span }: InlineText, around: string): readonly Said<ServiceFacts>[] {
  const facts: Said<ServiceFacts>[] = []
  if (text.length > 4000 || !ABOUT_STATES.test(`${around} ${text}`)) return facts
  let start = 0
  const marks = [...text.matchAll(ARROW)]
  for (const [index, mark] of marks.entries()) {
    const after = mark.index + mark[0].length
    const next = marks[index + 1]?.index
    // Between two arrows a comma ends one chain and begins another.
    const comma = next === undefined ? -1 : text.slice(after, next).search(/[,;][^,;]{0,300}$/)
    const left = statesBefore(text.slice(start, mark.index), start)
    const right = statesAfter(text.slice(after, comma < 0 ? next : after + comma), after)
    start = comma < 0 ? after : after + comma + 1
    if (left === null || right === null) continue
    const about = `${around} / ${text.slice(0, left.start).slice(-200)}`
    for (const from of left.states)
      for (const to of right.states) {
        const value: StateEdgeFact = { from, to, about }
        facts.push({ property: 'stateEdge', value, span: span(left.start, right.end) })
      }
  }
  return facts
}
