import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Definition } from '../../src/diagnostics/definition.js'
import { messages } from '../../src/diagnostics/messages.js'

const root = join(import.meta.dirname, '..', '..')
const pages = join(root, 'docs', 'diagnostics')
const definitions = Object.entries<Definition>(messages)

/** The text of every test but this one. */
const tests = readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && !import.meta.filename.endsWith(file))
  .map((file) => readFileSync(join(root, 'test', file), 'utf8'))

describe.each(definitions)('%s', (code, definition) => {
  it('has a page with its code and severity', () => {
    const page = readFileSync(join(pages, `${code}.md`), 'utf8')
    expect(page.startsWith(`# ${code}\n\n*${definition.severity}*\n`)).toBe(true)
  })

  it('is asserted by a test', () => {
    expect(tests.some((text) => text.includes(`'${code}'`))).toBe(true)
  })

  it('is a sentence', () => {
    expect(code).toMatch(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/)
    expect(definition.message.texts.at(-1)).toMatch(/[.?]$/)
  })
})

it('has no page without a diagnostic', () => {
  const codes = new Set(definitions.map(([code]) => `${code}.md`))
  expect(readdirSync(pages).filter((page) => page !== 'README.md' && !codes.has(page))).toEqual([])
})
