import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Reading } from '../../../src/claims/reader.js'
import { readContract } from './reading.js'
import { cpuTime } from '../../cpu-time.js'

const fixtures = join(import.meta.dirname, '../../fixtures/claims/openapi')
const contracts = readdirSync(fixtures).map((name) =>
  readFileSync(join(fixtures, name, 'openapi.yaml'), 'utf8'),
)

/** What a reading points at outside its text; there should be nothing. */
function outside(reading: Reading, text: string): readonly unknown[] {
  return [...reading.claims, ...reading.statements, ...reading.diagnostics].filter(
    ({ span }) => span !== null && (span.start < 0 || span.end < span.start || span.end > text.length),
  )
}

/** Lines cut, repeated, moved, indented otherwise, or with characters knocked out. */
const mutated = fc
  .record({
    contract: fc.constantFrom(...contracts),
    changes: fc.array(
      fc.record({
        how: fc.constantFrom('cut', 'repeat', 'move', 'indent', 'tab', 'knock', 'end'),
        at: fc.nat(10_000),
        to: fc.nat(10_000),
        with: fc.constantFrom(
          '',
          ' ',
          ':',
          ': ',
          '"',
          "'",
          '{',
          '}',
          '[',
          ']',
          '*a',
          '&a ',
          '- ',
          '|',
          '#',
          '\t',
          '<<: *a',
          '\u0000',
          '\uFEFF',
          '$ref',
        ),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ contract, changes }) => {
    let lines = contract.split('\n')
    for (const change of changes) {
      const at = change.at % lines.length
      const line = lines[at] ?? ''
      if (change.how === 'cut') lines.splice(at, 1 + (change.to % 5))
      else if (change.how === 'repeat') lines.splice(at, 0, line)
      else if (change.how === 'move') lines.splice(change.to % lines.length, 0, ...lines.splice(at, 3))
      else if (change.how === 'indent') lines[at] = ' '.repeat(change.to % 9) + line.trimStart()
      else if (change.how === 'tab') lines[at] = `\t${line.trimStart()}`
      else if (change.how === 'end')
        lines = [...lines.slice(0, at), line.slice(0, change.to % (line.length + 1))]
      else {
        const column = change.to % (line.length + 1)
        lines[at] = line.slice(0, column) + change.with + line.slice(column + 1)
      }
      if (lines.length === 0) lines = ['']
    }
    return lines.join('\n')
  })

describe('a broken contract', () => {
  it('is read without an exception, with spans in its text', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        expect(outside(readContract(text), text)).toEqual([])
      }),
      { numRuns: 120 },
    )
  })

  it('loses only what stands at the fault', () => {
    const contract = contracts.find((text) => text.includes('title: Parcel Desk')) ?? ''
    const whole = readContract(contract).claims.length
    const lines = contract.split('\n')
    // One line at a time gets an unquoted colon where a text stands.
    for (const [index, line] of lines.entries()) {
      if (!/^ +(?:description|summary): [A-Z]/.test(line)) continue
      const broken = lines.with(index, `${line} and: more`).join('\n')
      expect(readContract(broken).claims.length).toBe(whole)
    }
  })
})

describe('a hostile contract', () => {
  const HEAD = 'openapi: 3.1.0\n'
  const many = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join('\n')

  it.each([
    [
      'an alias bomb',
      `${HEAD}a: &a0 [x, x]\n${many(40, (i) => `b${i}: &a${i + 1} [*a${i}, *a${i}]`)}\npaths:\n  /p:\n    post:\n      requestBody: { content: { application/json: { example: *a40, schema: *a40 } } }\n`,
    ],
    [
      'an alias of itself',
      `${HEAD}components:\n  schemas:\n    A: &a\n      properties: { a: *a }\n      allOf: [*a]\n      items: *a\n`,
    ],
    [
      'a schema of itself',
      `${HEAD}components:\n  schemas:\n    A: { properties: { a: { $ref: '#/components/schemas/A' } }, oneOf: [{ $ref: '#/components/schemas/A' }] }\n`,
    ],
    ['a mapping merged into itself', `${HEAD}paths: &p\n  <<: *p\n  /p: { get: {} }\n`],
    [
      'many operations with many fields',
      `${HEAD}components:\n  schemas:\n    A:\n      properties:\n${many(2000, (i) => `        f${i}: { type: string }`)}\npaths:\n${many(2000, (i) => `  /p${i}: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } } }`)}\n`,
    ],
    [
      'many references that lead nowhere',
      `${HEAD}components:\n  schemas:\n${many(3000, (i) => `    S${i}: { $ref: '#/components/schemas/T${i}' }`)}\n`,
    ],
    ['a long path', `${HEAD}paths:\n  /${'{a}'.repeat(300)}: { get: {} }\n`],
    ['a long description', `${HEAD}paths:\n  /p: { get: { description: "${'a. e.g. '.repeat(30_000)}" } }\n`],
    [
      'a description without end',
      `${HEAD}paths:\n  /p: { get: { description: "${'toggles sets '.repeat(20_000)}" } }\n`,
    ],
  ])('%s takes bounded time', (_name, text) => {
    const time = cpuTime(() => {
      expect(outside(readContract(text), text)).toEqual([])
    })
    expect(time).toBeLessThan(8000)
  })

  it('says when it stops', () => {
    const fields = many(500, (index) => `        f${index}: { type: string, maxLength: 3 }`)
    const paths = many(
      200,
      (index) =>
        `  /p${index}: { post: { requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/A' } } } } } }`,
    )
    const text = `${HEAD}components:\n  schemas:\n    A:\n      properties:\n${fields}\npaths:\n${paths}\n`
    const reading = readContract(text)
    expect(reading.claims).toHaveLength(200_000)
    expect(reading.diagnostics.map(({ code }) => code)).toEqual(['contract-too-many-claims'])
  })
})
