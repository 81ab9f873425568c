import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Diagnostic } from '../../src/diagnostics/diagnostic.js'
import { plainPalette, type Palette } from '../../src/diagnostics/palette.js'
import { renderDiagnostic } from '../../src/diagnostics/render.js'
import { contractSource } from '../source/contract-source.js'

function draw(text: string, words: string, change: Partial<Diagnostic> = {}, width?: number): string {
  const source = contractSource(text, 'specs/loans.yaml')
  const start = text.indexOf(words)
  const diagnostic: Diagnostic = {
    code: 'yaml-unquoted',
    severity: 'warning',
    message: 'This value needs quotes.',
    span: { source: source.id, start, end: start + words.length },
    suggestion: 'Put quotes around the value.',
    ...change,
  }
  return renderDiagnostic(diagnostic, {
    sourceOf: (id) => (id === source.id ? source : null),
    ...(width === undefined ? {} : { width }),
  })
}

/** The part of the source line that the carets stand under. */
function underlined(drawing: string): string {
  const [, line = '', carets = ''] = drawing.split('\n')
  const start = carets.indexOf('^')
  return line.slice(start, carets.lastIndexOf('^') + 1)
}

/** Control characters other than the line end, and marks of direction. */
function isHarmful(char: string): boolean {
  const code = char.codePointAt(0) ?? 0
  const isControl = (code < 0x20 && char !== '\n') || (code >= 0x7f && code < 0xa0)
  return isControl || (code >= 0x20_2a && code <= 0x20_2e) || (code >= 0x20_66 && code <= 0x20_69)
}

describe('renderDiagnostic', () => {
  it('draws the line, the span and the suggestion', () => {
    expect(draw('get:\n  summary: Lend: one per member\n', 'Lend: one per member')).toBe(
      [
        'specs/loans.yaml:2:12  warning  yaml-unquoted  This value needs quotes.',
        '  2 │   summary: Lend: one per member',
        '    │            ^^^^^^^^^^^^^^^^^^^^',
        '    = Put quotes around the value.',
      ].join('\n'),
    )
  })

  it('draws a diagnostic without a place, or whose source is not at hand', () => {
    expect(draw('', '', { span: null, suggestion: null })).toBe(
      'warning  yaml-unquoted  This value needs quotes.',
    )
    expect(draw('', '', { span: { source: 'other.yaml', start: 1, end: 2 } })).toBe(
      'other.yaml  warning  yaml-unquoted  This value needs quotes.\n   = Put quotes around the value.',
    )
  })

  it('puts the carets under the words behind tabs', () => {
    expect(underlined(draw('\tname:\tparcel\n', 'parcel'))).toBe('parcel')
  })

  it('counts two columns for wide characters and none for combining marks', () => {
    expect(draw('名前: 小包 note\n', 'note').split('\n').slice(1, 3)).toEqual([
      '  1 │ 名前: 小包 note',
      '    │            ^^^^',
    ])
    expect(draw('re\u0301sume\u0301: note\n', 'note').split('\n')[2]).toBe('    │         ^^^^')
  })

  it('shows control characters and marks that turn text around', () => {
    const drawing = draw('a: \u001B[31m\u202Eevil\u200B\n', 'evil', {
      message: 'No \u0007 \u202E here.',
    })
    expect(drawing).toContain('  1 │ a: ␛[31m<U+202E>evil<U+200B>')
    expect(drawing).toContain('No ␇ <U+202E> here.')
    expect(underlined(drawing)).toBe('evil')
  })

  it('shows a long line around the span', () => {
    const drawing = draw(`${'x'.repeat(5000)} parcel ${'y'.repeat(5000)}\n`, 'parcel', {}, 40)
    expect(underlined(drawing)).toBe('parcel')
    expect(drawing.split('\n')[1]).toBe(`  1 │ …xxxxxxxxx parcel ${'y'.repeat(23)}…`)
  })

  it('underlines the first line of a span of several', () => {
    expect(draw('first\nsecond\nthird', 'first\nsecond').split('\n')[2]).toBe('    │ ^^^^^…')
  })

  it('points at the end of the text', () => {
    const span = { source: 'specs/loans.yaml', start: 2, end: 2 }
    expect(draw('a:', 'a', { span }).split('\n').slice(1, 3)).toEqual(['  1 │ a:', '    │   ^'])
  })

  it('paints with the palette', () => {
    const mark = (name: string) => (text: string) => `<${name}:${text}>`
    const palette: Palette = {
      ...plainPalette,
      red: mark('red'),
      yellow: mark('yellow'),
      blue: mark('blue'),
      dim: mark('dim'),
      bold: mark('bold'),
    }
    const span = { source: 'a', start: 0, end: 1 }
    const diagnostic = { code: 'x', severity: 'error', message: 'M.', span, suggestion: null } as const
    const source = contractSource('b\n')
    expect(renderDiagnostic(diagnostic, { sourceOf: () => source, palette })).toBe(
      '<bold:a:1:1>  <red:error>  <dim:x>  M.\n  <dim:1 │> b\n   <dim: │> <red:^>',
    )
  })

  it('never lets a control character through', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.nat(80), fc.nat(80), (text, start, length) => {
        const source = contractSource(text)
        const span = { source: text, start, end: start + length }
        const diagnostic = { code: 'x', severity: 'error', message: text, span, suggestion: text } as const
        const drawing = renderDiagnostic(diagnostic, { sourceOf: () => source })
        expect([...drawing].filter(isHarmful)).toEqual([])
        expect(drawing.split('\n').length).toBeLessThanOrEqual(4)
      }),
    )
  })
})
