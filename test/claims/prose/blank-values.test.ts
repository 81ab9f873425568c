import { describe, expect, it } from 'vitest'
import { blankValueRule } from '../../../src/claims/prose/rules/blank-values.js'
import { sentencesOf } from '../../../src/claims/prose/sentence.js'
import { MUSEUM } from './vocabularies.js'

function saidBy(text: string): readonly string[] {
  const span = (start: number, end: number) => ({ source: 'a.md', start, end })
  return sentencesOf({ text, span }, { operation: null, headings: [], subject: null }).flatMap((sentence) =>
    blankValueRule
      .read(sentence, MUSEUM)
      .map(({ subject, property }) =>
        subject.kind === 'column' ? `${subject.entity}.${subject.field} ${property}` : property,
      ),
  )
}

describe('texts of blanks', () => {
  it.each([
    ['What happens when the title is blank? The request is refused with 422.', ['Exhibit.title notBlank']],
    ['What happens when a slug is only whitespace? Rejected with 400.', ['Exhibit.slug notBlank']],
    ['If the label is blank, the request is rejected.', ['Hall.label notBlank']],
    ['What happens when the title is blank? The old title stays.', []],
    ['What happens when the stars is blank? Rejected with 422.', []],
    ['What happens when the mood is blank? Rejected with 422.', []],
    ['What happens when the title is blank?', []],
  ])('are refused: %s', (text, claims) => {
    expect(saidBy(text)).toEqual(claims)
  })
})
