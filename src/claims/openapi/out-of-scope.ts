import { type Collector, READER } from './collector.js'
import type { Place } from './place.js'
import { sentencesOf } from './prose.js'

const LEFT_OUT =
  /^(?:note: )?(.{3,80}?) (?:is|are) (?:out of scope|not (?:yet )?(?:supported|implemented|included)|deferred)\b/i

/**
 * Claims what the description of a contract leaves out: `Returns are out of scope for this version.`
 *
 * @param place the description under `info`
 */
export function readOutOfScope(place: Place | null, collector: Collector): void {
  if (place === null) return
  for (const { text, start, end } of sentencesOf(place)) {
    const what = LEFT_OUT.exec(text)?.[1]
    if (what === undefined) continue
    collector.claim({
      subject: { kind: 'service' },
      property: 'outOfScope',
      value: { what, why: text },
      span: { source: place.document.source.id, start, end },
      reader: READER,
    })
  }
}
