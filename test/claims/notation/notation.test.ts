import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curlRequests } from '../../../src/claims/notation/curl.js'
import { describedShape, describesTypes, toJson } from '../../../src/claims/notation/near-json-facts.js'
import { parseNearJson } from '../../../src/claims/notation/near-json.js'

describe('near-JSON', () => {
  it('reads what JSON is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), (value) => {
        const normal: unknown = JSON.parse(JSON.stringify(value))
        const parsed = parseNearJson(JSON.stringify(normal, null, 2))
        expect(parsed?.partial).toBe(false)
        expect(parsed && toJson(parsed.value)).toEqual(normal)
      }),
    )
  })

  it('reads what people write', () => {
    const parsed = parseNearJson(
      '{\n  title: string, // required\n  "state": "open" | "closed" (default: open),\n  "lines": [{ id: 1 }, ...],\n  \'note\'?: null,\n}',
    )
    expect(parsed?.partial).toBe(true)
    expect(parsed && describesTypes(parsed.value)).toBe(true)
    expect(parsed && describedShape(parsed.value)).toEqual({
      kind: 'object',
      name: null,
      fields: [
        {
          name: 'title',
          shape: { kind: 'value', facts: { type: 'string' } },
          required: true,
          nullable: false,
        },
        {
          name: 'state',
          shape: { kind: 'value', facts: { type: 'enum', enum: ['open', 'closed'], default: 'open' } },
          required: true,
          nullable: false,
        },
        {
          name: 'lines',
          shape: {
            kind: 'array',
            items: {
              kind: 'object',
              name: null,
              fields: [
                {
                  name: 'id',
                  shape: { kind: 'value', facts: { type: 'integer' } },
                  required: true,
                  nullable: false,
                },
              ],
            },
          },
          required: true,
          nullable: false,
        },
        { name: 'note', shape: { kind: 'unknown' }, required: false, nullable: true },
      ],
    })
  })

  it('keeps hostile names as names, and ends on any text', () => {
    const parsed = parseNearJson('{"__proto__": {"polluted": true}, "constructor": 1}')
    const value = parsed === null ? undefined : toJson(parsed.value)
    expect(Object.keys(value ?? {})).toEqual(['__proto__', 'constructor'])
    expect('polluted' in {}).toBe(false)
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(
            '{',
            '}',
            '[',
            ']',
            '"',
            "'",
            ':',
            ',',
            '...',
            'a',
            '1',
            '/*',
            '//',
            '\n',
            '(',
            '|',
          ),
          { maxLength: 80 },
        ),
        (parts) => {
          const read = parseNearJson(`{${parts.join('')}`)
          expect(read === null || read.value.end <= parts.join('').length + 1).toBe(true)
        },
      ),
    )
    expect(parseNearJson('['.repeat(100))).toBe(null)
  })
})

describe('curl', () => {
  it('reads method, address and body as a shell does', () => {
    const text = [
      'curl -s -X PUT "http://localhost:8000/loans/4?x=1" \\',
      '  -H "Content-Type: application/json" \\',
      `  -d '{"note": "it is"}' | jq .`,
      '$ curl $BASE/loans',
      'curl --json "{\\"a\\": 1}" https://library.test/loans; echo',
      'echo curly /not/a/request',
    ].join('\n')
    expect(curlRequests(text).map(({ method, url, body }) => [method, url, body])).toEqual([
      ['PUT', '/loans/4?x=1', '{"note": "it is"}'],
      ['GET', '/loans', null],
      ['POST', '/loans', '{"a": 1}'],
    ])
  })
})

describe('a message that begins with the name of a type', () => {
  it.each([
    ['{ "message": "Email verified" }', false],
    ['{ "message": "List is empty" }', false],
    ['{ "email": "email required" }', true],
    ['{ "id": "integer not null" }', true],
    ['{ "id": "uuid generated" }', true],
  ])('%s', (text, types) => {
    const parsed = parseNearJson(text)
    expect(parsed && describesTypes(parsed.value)).toBe(types)
  })
})
