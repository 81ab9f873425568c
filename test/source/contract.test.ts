import { describe, expect, it } from 'vitest'
import { LONGEST_CONTRACT, parseContract } from '../../src/source/contract.js'
import { contractSource } from './contract-source.js'

/** The tree as plain data, and each diagnostic with the words it points at. */
function read(text: string): { value: unknown; diagnostics: readonly [string, string][] } {
  const source = contractSource(text)
  const { document, diagnostics } = parseContract(source)
  return {
    value: document === null ? null : document.yaml.toJS(),
    diagnostics: diagnostics.map(({ code, span }) => [
      code,
      span === null ? '' : source.text.slice(span.start, span.end),
    ]),
  }
}

describe('parseContract', () => {
  it('reads a contract without faults', () => {
    expect(read('openapi: 3.1.0\npaths:\n  /parcels: {}\n')).toEqual({
      value: { openapi: '3.1.0', paths: { '/parcels': {} } },
      diagnostics: [],
    })
  })

  it('reads a value with a colon as one string and keeps what follows', () => {
    expect(read('get:\n  summary: Lend a book: one per member\n  operationId: lend\n')).toEqual({
      value: { get: { summary: 'Lend a book: one per member', operationId: 'lend' } },
      diagnostics: [['yaml-unquoted', 'Lend a book: one per member']],
    })
  })

  it.each([
    ['**Bold** text', '**Bold** text'],
    ['`code` first', '`code` first'],
    ['@handle', '@handle'],
    ['{id} of a parcel', '{id} of a parcel'],
    ['[TODO: ask] later', '[TODO: ask] later'],
    ['"done" and more', '"done" and more'],
  ])('reads %s as one string', (text, value) => {
    expect(read(`summary: ${text}\nb: 1\n`)).toEqual({
      value: { summary: value, b: 1 },
      diagnostics: [['yaml-unquoted', text]],
    })
  })

  it('keeps exact ranges behind a remedy', () => {
    const text = 'a: x: y\nb:\n\tc: "parcel\nd: end\n'
    const { document } = parseContract(contractSource(text))
    const range = document?.yaml.getIn(['d'], true)
    expect(range).toMatchObject({ range: [text.indexOf('end'), text.indexOf('end') + 3, text.length] })
  })

  it('reads tabs as two spaces', () => {
    expect(read('paths:\n\t/parcels:\n\t\tget: {}\n')).toEqual({
      value: { paths: { '/parcels': { get: {} } } },
      diagnostics: [
        ['yaml-tab', '\t'],
        ['yaml-tab', '\t\t'],
      ],
    })
  })

  it('closes a quote at the end of its line', () => {
    expect(read('summary: "Lend\ntags: ["loans"]\nb: "x"\n')).toEqual({
      value: { summary: 'Lend', tags: ['loans'], b: 'x' },
      diagnostics: [['yaml-unclosed-quote', '"Lend']],
    })
  })

  it('closes a bracket at the end of its line', () => {
    const text = 'a:\n  schema: { type: [string\n  b: 1\nc: [1,\n  2]\nd: {\n}\n'
    expect(read(text)).toEqual({
      value: { a: { schema: { type: ['string'] }, b: 1 }, c: [1, 2], d: {} },
      diagnostics: [['yaml-unclosed-bracket', '{ type: [string']],
    })
  })

  it('reads JSON with tabs, comments and trailing commas', () => {
    const text = '{\n\t"a": "x // y", // note\n\t/* more */ "b": [1, 2,],\n}\n'
    expect(read(text)).toEqual({ value: { a: 'x // y', b: [1, 2] }, diagnostics: [] })
  })

  it('leaves out a line that is no YAML', () => {
    expect(read('openapi: 3.1.0\n- stray\npaths: {}\n')).toEqual({
      value: { openapi: '3.1.0', paths: {} },
      diagnostics: [['yaml-line-left-out', '- stray']],
    })
  })

  it('tells a wrong indentation at its place', () => {
    expect(read('a:\n    b: 1\n   c: 2\nd: 1\n').diagnostics).toEqual([['yaml-syntax', ' ']])
  })

  it('reads a contract in the fence of a Markdown file', () => {
    const text = '# Parcels\n\nSome *text*: here\n\n```yaml\nopenapi: 3.1.0\npaths: {}\n```\n\nEnd.\n'
    expect(read(text)).toEqual({
      value: { openapi: '3.1.0', paths: {} },
      diagnostics: [['contract-prose', '# Parcels']],
    })
  })

  it('leaves out notes below the contract', () => {
    expect(read('openapi: 3.1.0\npaths: {}\n\n---\n\n## Notes\n\n- **Fast**: yes\n')).toEqual({
      value: { openapi: '3.1.0', paths: {} },
      diagnostics: [['contract-prose', '---']],
    })
  })

  it('keeps every document of a file', () => {
    const { document } = parseContract(contractSource('openapi: 3.1.0\n---\nopenapi: 3.0.0\n'))
    expect(document?.others.map((other) => other.toJS())).toEqual([{ openapi: '3.0.0' }])
  })

  it('reads a truncated contract', () => {
    expect(read('openapi: 3.1.0\npaths:\n  /parcels:\n    get:\n      respon').value).toEqual({
      openapi: '3.1.0',
      paths: { '/parcels': { get: 'respon' } },
    })
    expect(read('{"paths": {"/parcels": [1, 2').value).toEqual({ paths: { '/parcels': [1, 2] } })
  })

  it('tells a key that stands twice', () => {
    expect(read('/parcels: 1\n/parcels: 2\n').diagnostics).toEqual([['yaml-duplicate-key', '/parcels']])
  })

  it('tells an alias without an anchor', () => {
    const { diagnostics } = parseContract(contractSource('a: &x 1\nb: *x\nc: *y\n'))
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ['yaml-unknown-anchor', 'No anchor &y stands before this alias.'],
    ])
  })

  it('finds no contract in prose, in a list or in nothing', () => {
    for (const text of ['', 'Just a sentence.\n', '- a\n- b\n'])
      expect(read(text)).toMatchObject({
        value: null,
        diagnostics: [['contract-no-object', text.split('\n')[0] + (text === '' ? '' : '\n')]],
      })
  })

  it('leaves out a line that nests too deep', () => {
    const deep = 'x: ' + '['.repeat(100_000)
    expect(read(`openapi: 3.1.0\n${deep}\npaths: {}\n`)).toEqual({
      value: { openapi: '3.1.0', paths: {} },
      diagnostics: [['yaml-line-left-out', deep]],
    })
  })

  it('gives up on a document that nests too deep line after line', () => {
    const text = Array.from({ length: 400 }, (_, index) => ' '.repeat(index) + 'a:').join('\n')
    expect(read(text).diagnostics.at(-1)?.[0]).toBe('yaml-too-deep')
  })

  it('does not read a contract past the limit', () => {
    const { document, diagnostics } = parseContract(contractSource('a'.repeat(LONGEST_CONTRACT + 1)))
    expect(document).toBeNull()
    expect(diagnostics.map(({ code }) => code)).toEqual(['contract-too-long'])
  })

  it('tells thirty faults, then how many are left', () => {
    const text = Array.from({ length: 50 }, (_, index) => `k${index}: a: b\n`).join('')
    const { diagnostics } = parseContract(contractSource(text))
    expect(diagnostics).toHaveLength(31)
    expect(diagnostics.at(-1)).toMatchObject({
      code: 'yaml-more-faults',
      message: 'The document has 20 more faults from here on.',
    })
  })
})
