import type { Fragment } from '../../source/document.js'
import { fragmentOffset } from '../../source/fragments.js'
import type { Span } from '../../source/span.js'

/** A scenario of a code block, on one line. */
export interface GherkinScenario {
  readonly text: string
  readonly span: Span
}

/**
 * The scenarios of a `gherkin` block, or of a block without a language that holds nothing but steps. A scenario starts
 * at `Scenario:` or, without one, at `Given`.
 */
export function gherkinScenarios(fragment: Fragment): readonly GherkinScenario[] {
  const lines = fragment.text.split('\n')
  const steps = lines.filter((line) =>
    /^\s{0,40}(?:given|when|then|and|but|scenario|feature|background)\b/i.test(line),
  )
  const filled = lines.filter((line) => line.trim() !== '').length
  const language = fragment.language ?? ''
  if (
    !/^(?:gherkin|feature|cucumber)$/.test(language) &&
    (language !== '' || steps.length < 3 || steps.length < filled)
  ) {
    return []
  }
  const scenarios: { start: number; end: number; texts: string[] }[] = []
  let named = false
  let offset = 0
  for (const line of lines) {
    const text = line.trim()
    const start = offset + line.indexOf(text)
    offset += line.length + 1
    if (/^scenario\b/i.test(text)) {
      named = true
      scenarios.push({ start, end: start + text.length, texts: [text] })
    } else if (/^given\b/i.test(text) && !named) {
      scenarios.push({ start, end: start + text.length, texts: [text] })
    } else if (text !== '' && !/^(?:feature|background|#|@)/i.test(text)) {
      const open = scenarios.at(-1)
      open?.texts.push(text)
      if (open) open.end = start + text.length
    }
  }
  return scenarios.map(({ start, end, texts }) => ({
    text: texts.join(' '),
    span: {
      source: fragment.source.id,
      start: fragmentOffset(fragment, start),
      end: fragmentOffset(fragment, end),
    },
  }))
}
