import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { positionAt } from '../../../src/source/positions.js'
import type { Span } from '../../../src/source/span.js'
import { contractSource } from '../../source/contract-source.js'
import { readContract, subjectText } from './reading.js'

const fixtures = join(import.meta.dirname, '../../fixtures/claims/openapi')

/** `12:5 "words"`: where a claim comes from. */
function origin(text: string, span: Span): string {
  const { line, column } = positionAt(contractSource(text), span.start)
  return `${line}:${column} ${JSON.stringify(text.slice(span.start, span.end))}`
}

describe.each(readdirSync(fixtures))('%s', (name) => {
  const text = readFileSync(join(fixtures, name, 'openapi.yaml'), 'utf8')
  const reading = readContract(text)

  it('makes these claims', async () => {
    const lines = reading.claims.map(
      ({ subject, property, value, span }) =>
        `${subjectText(subject)} | ${property} = ${JSON.stringify(value)} | ${origin(text, span)}`,
    )
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join(fixtures, name, 'claims.txt'))
  })

  it('makes these statements', async () => {
    const lines = reading.statements.map(
      ({ id, text: words, headings, span }) =>
        `${id} | ${headings.join(' > ')} | ${words} | ${origin(text, span)}`,
    )
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join(fixtures, name, 'statements.txt'))
  })

  it('finds no fault but these', async () => {
    const lines = reading.diagnostics.map(
      ({ code, message, span }) => `${code} | ${message} | ${span === null ? '' : origin(text, span)}`,
    )
    await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(join(fixtures, name, 'diagnostics.txt'))
  })
})
