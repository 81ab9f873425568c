import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exactJson, type NearJson, parseNearJson } from '../../src/claims/near-json.js'

/** A value in few words: choices as `a | b`, bare words in angle brackets. */
function brief(value: NearJson | null): unknown {
  if (value === null) return null
  switch (value.kind) {
    case 'null':
      return null
    case 'object': {
      const entries = value.members.map((member) => [
        member.optional ? `${member.key}?` : member.key,
        member.remarks.length === 0
          ? brief(member.value)
          : { is: brief(member.value), remarks: member.remarks.map(({ text }) => text) },
      ])
      return Object.fromEntries(value.elided ? [...entries, ['...', true]] : entries)
    }
    case 'array': {
      const items = value.items.map((item) => brief(item.value))
      return value.elided ? [...items, '...'] : items
    }
    case 'choice':
      return { or: value.alternatives.map(brief) }
    case 'words':
      return `<${value.text}>`
    default:
      return value.value
  }
}

describe('parseNearJson', () => {
  it.each([
    ['{"a": 1, "b": [true, null, "x"]}', { a: 1, b: [true, null, 'x'] }],
    ['{"s": "open" | "closed"}', { s: { or: ['open', 'closed'] } }],
    ['{ s: string | null }', { s: { or: ['<string>', null] } }],
    ['{ s:\n | "a"\n | "b"\n}', { s: { or: ['a', 'b'] } }],
    ["{'a': 'it\\'s'}", { a: "it's" }],
    [
      '{"a": uuid, "b": string[], "c": List<string, int>, "d": <iat>}',
      { a: '<uuid>', b: '<string[]>', c: '<List<string, int>>', d: '<<iat>>' },
    ],
    ['{"a": 1, ...}', { a: 1, '...': true }],
    ['{ ... }', { '...': true }],
    ['{"a": [...]}', { a: ['...'] }],
    ['[1, 2, ...]', [1, 2, '...']],
    ['[\n  {"a": 1},\n  // ... 19 more\n]', [{ a: 1 }, '...']],
    ['{"a": 1 // the id\n}', { a: { is: 1, remarks: ['the id'] } }],
    ['{"a": 1,  # the id\n "b": 2}', { a: { is: 1, remarks: ['the id'] }, b: 2 }],
    ['{\n  // the id\n  "a": 1\n}', { a: { is: 1, remarks: ['the id'] } }],
    ['{"a": "x" /* note */, "b": 2}', { a: { is: 'x', remarks: ['note'] }, b: 2 }],
    [
      '{"a": "x" (optional, default: "y"), "b": 2}',
      { a: { is: 'x', remarks: ['optional, default: "y"'] }, b: 2 },
    ],
    [
      '{"a": string (required, max 200),\n "b": 2}',
      { a: { is: '<string>', remarks: ['required, max 200'] }, b: 2 },
    ],
    ['{"a": 1 ← generated\n "b": 2}', { a: { is: 1, remarks: ['← generated'] }, b: 2 }],
    ['{\n  "a": 1\n  "b": 2\n}', { a: 1, b: 2 }],
    [
      '{ title, description?: string; count?: number; }',
      { title: null, 'description?': '<string>', 'count?': '<number>' },
    ],
    ['"a": 1,\n"b": "x"', { a: 1, b: 'x' }],
    ['{"a": True, "b": None, "c": undefined}', { a: true, b: null, c: null }],
    [
      '{"u": "http://x.example/a", "v": http://x.example}',
      { u: 'http://x.example/a', v: '<http://x.example>' },
    ],
    ['{“a”: “x”}', { a: 'x' }],
    ['{"a": "\\u0041\\n"}', { a: 'A\n' }],
    ['{"a": 2026-01-18, "b": 1.50, "c": -3e2}', { a: '<2026-01-18>', b: 1.5, c: -300 }],
    ['', null],
  ])('%s', (text, expected) => {
    const { value, problems } = parseNearJson(text)
    expect(brief(value)).toEqual(expected)
    expect(problems).toEqual([])
  })

  it.each([
    ['{"a": "x\n "b": 2}', { a: 'x', b: 2 }, [['unclosed', '"x']]],
    ['{"a": 1', { a: 1 }, [['unclosed', '{"a": 1']]],
    ['{"a": 1} and more', { a: 1 }, [['unexpected', 'and more']]],
    [
      '{"a": 1, [key: string]: any, "b": 2}',
      { a: 1, b: 2 },
      [
        ['unexpected', '[key: string'],
        ['unexpected', ']'],
        ['unexpected', ': any'],
      ],
    ],
  ])('%s', (text, expected, faults) => {
    const { value, problems } = parseNearJson(text)
    expect(brief(value)).toEqual(expected)
    expect(problems.map(({ kind, start, end }) => [kind, text.slice(start, end)])).toEqual(faults)
  })

  it('knows where keys and values stand', () => {
    const text = '{ "title": "Lentils" | null, }'
    const { value } = parseNearJson(text)
    const member = value?.kind === 'object' ? value.members[0] : undefined
    expect(text.slice(member?.keyStart, member?.keyEnd)).toBe('"title"')
    expect(text.slice(member?.value?.start, member?.value?.end)).toBe('"Lentils" | null')
  })

  it('reads nothing past its limits', () => {
    expect(parseNearJson('['.repeat(10_000)).problems.some(({ kind }) => kind === 'too-deep')).toBe(true)
    expect(parseNearJson('x'.repeat(300_000))).toEqual({
      value: null,
      problems: [{ kind: 'too-long', start: 0, end: 300_000 }],
    })
  })

  it('reads all JSON exactly', () => {
    fc.assert(
      fc.property(fc.jsonValue({ depthSize: 'small' }), fc.boolean(), (json, indented) => {
        const { value, problems } = parseNearJson(JSON.stringify(json, null, indented ? 2 : 0))
        expect(problems).toEqual([])
        expect(value === null ? undefined : JSON.stringify(exactJson(value))).toBe(JSON.stringify(json))
      }),
    )
  })

  it('keeps a key such as __proto__ a key', () => {
    const { value } = parseNearJson('{"__proto__": {"polluted": true}}')
    const json = value === null ? undefined : exactJson(value)
    expect(Object.keys(json ?? {})).toEqual(['__proto__'])
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
  })

  it('never throws, keeps its offsets within the text', () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"',
      "'",
      '|',
      '...',
      '//',
      '#',
      '(',
      ')',
      '\n',
      ' ',
      'a',
      '1',
      '<',
      '>',
      '?',
      ';',
      '\\',
      '/*',
      '=',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('')
        const { value, problems } = parseNearJson(text)
        for (const { start, end } of [...problems, ...(value === null ? [] : [value])]) {
          expect(start).toBeLessThanOrEqual(end)
          expect(end).toBeLessThanOrEqual(text.length)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    '[',
    '{"a":',
    '|',
    '...',
    '// x\n',
    '"',
    '(',
    'a ',
    '{a,',
    '#',
    '/*',
    ']',
    'a<',
    'a[',
    ' |',
    '("',
  ])('takes linear time over %j', (piece) => {
    const started = performance.now()
    parseNearJson(piece.repeat(Math.floor(190_000 / piece.length)))
    expect(performance.now() - started).toBeLessThan(3000)
  })
})
