import { readProse } from '../../../src/claims/prose/prose.js'
import { parseMarkdown } from '../../../src/source/markdown.js'
import { sourceOf } from '../../../src/source/source-of.js'
import { showClaims } from '../support/read-fixture.js'
import { MUSEUM } from './vocabularies.js'

/** The claims of one sentence about the museum as lines, without the words that say them. */
export function said(sentence: string): readonly string[] {
  const text = `# Rules\n\n- ${sentence}\n`
  const { document } = parseMarkdown(sourceOf('specs/features/museum.md', text))
  if (document === null) throw new Error('the sentence is no Markdown')
  return showClaims(readProse(document, MUSEUM).claims, text)
    .split('\n')
    .map((line) => line.replace(/ «.*$/, ''))
    .filter((line) => line !== '')
}
