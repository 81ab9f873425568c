import { describe, expect, it } from 'vitest'
import { createDiagnostic } from '../../src/diagnostics/create.js'
import { fill, template } from '../../src/diagnostics/template.js'

const span = { source: 'specs/loans.yaml', start: 3, end: 9 }

describe('createDiagnostic', () => {
  it('fills the message and takes severity and suggestion from the registry', () => {
    expect(createDiagnostic('yaml-syntax', { reason: 'a tab indents the line' }, span)).toEqual({
      code: 'yaml-syntax',
      severity: 'error',
      message: 'This YAML cannot be read: a tab indents the line.',
      span,
      suggestion: 'Correct the line; what stands around it was read.',
    })
  })

  it('prefers a suggestion that knows more', () => {
    const diagnostic = createDiagnostic('yaml-syntax', { reason: 'x' }, null, 'Quote the value.')
    expect(diagnostic.suggestion).toBe('Quote the value.')
    expect(diagnostic.span).toBeNull()
  })
})

describe('template', () => {
  it('has its gaps in its type and fills them in order', () => {
    const sentence = template`${'count'} shelves in ${'room'}.`
    expect(fill(sentence, { count: 3, room: 'the cellar' })).toBe('3 shelves in the cellar.')
  })

  it('cuts a parameter that is too long to read', () => {
    expect(fill(template`<${'name'}>`, { name: 'b'.repeat(500) })).toBe(`<${'b'.repeat(160)}…>`)
  })
})
