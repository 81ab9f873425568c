import type { Passage } from './passage.js'
import { STEP, joinTexts } from './passage.js'

/**
 * Joins the steps of a scenario that stand in items or lines of their own: `Given …`, `When …`, `Then …` become one
 * passage. A scenario that is complete in itself stays as it is.
 */
export function joinScenarios(passages: readonly Passage[]): readonly Passage[] {
  const joined: Passage[] = []
  let open: Passage[] = []
  const close = (): void => {
    const [first] = open
    if (first) joined.push({ ...joinTexts(open), unit: first.unit })
    open = []
  }
  for (const passage of passages) {
    const complete = /\bthen\b/i.test(passage.text)
    if (/^given\b/i.test(passage.text)) {
      close()
      if (complete && /\bwhen\b/i.test(passage.text)) joined.push(passage)
      else open = [passage]
    } else if (open.length > 0 && STEP.test(passage.text)) open.push(passage)
    else {
      close()
      joined.push(passage)
    }
  }
  close()
  return joined
}

/** Whether a text is a scenario: steps in their order. */
export function isScenario(text: string): boolean {
  const given = text.search(/\bgiven\b/i)
  const when = text.search(/\bwhen\b/i)
  const then = text.search(/\bthen\b/i)
  return (given !== -1 && given < 80 && when > given && then > when) || (/^when\b/i.test(text) && then > 0)
}
