import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Expression } from '../../src/python/nodes/expression.js'
import { formatted, string } from '../../src/python/nodes/literal.js'
import { name } from '../../src/python/nodes/name.js'
import { functionDefinition } from '../../src/python/nodes/definition.js'
import { assign, comment, docstring, returns, type Statement } from '../../src/python/nodes/statement.js'
import { printModule } from '../../src/python/module.js'
import { escapeComment, escapeDocstring, escapeString } from '../../src/python/print/escape.js'
import { lintPython } from '../../src/python/ruff.js'
import { evaluateString } from './evaluate.js'

/** Text as an attacker would choose it: any code unit, and the signs that end literals. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit)))
    .map((units) => units.join('')),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        '"""',
        "'''",
        '\\',
        '\n',
        '\r',
        '\t',
        '\0',
        '{',
        '}',
        '#',
        '$',
        '`',
        '%',
        'noqa',
        'type:',

        '\u202e',
        '\u2028',
        '\u0085',
        '\ud800',
        '\udfff',
        '\u00a0',
        'é',
        '🦊',
        ' ',
        'a',
        'import os',
        ')',
        '\f',
      ),
    )
    .map((parts) => parts.join('')),
)

function print(...body: readonly Statement[]): string {
  return printModule({ header: null, docstring: null, body, ownPackages: [] }).text
}

/** The literal in `value = …`, without the brackets that ruff puts around a long one. */
function assigned(value: Expression): string {
  const printed = print(assign(name('value'), value))
  return /^value = (?:\(\n {4})?([\s\S]*?)(?:\n\))?\n$/.exec(printed)?.[1] ?? ''
}

describe('text from a specification', () => {
  test('any text in a string literal evaluates to itself, after formatting too', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(evaluateString(escapeString(text))).toBe(text)
        expect(evaluateString(assigned(string(text)))).toBe(text)
      }),
      { numRuns: 300 },
    )
  })

  test('any text in a docstring stays in the docstring', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const printed = print(functionDefinition('handler', { body: [docstring(text), returns()] }))
        const inside = /^def handler\(\):\n {4}("""[\s\S]*)\n {4}return\n$/.exec(printed)?.[1] ?? ''
        const clean = (value: string): string => value.replaceAll(/\s+/g, ' ').trim()
        expect(clean(evaluateString(inside))).toBe(clean(text))
      }),
      { numRuns: 300 },
    )
  })

  test('any text in a comment stays in comments, and orders no tool about', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const lines = print(comment(text), assign(name('value'), name('value'))).split('\n')
        expect(lines.slice(0, -2).every((line) => line.startsWith('#') || line === '')).toBe(true)
        expect(lines.slice(-2)).toEqual(['value = value', ''])
      }),
      { numRuns: 300 },
    )
  })

  test('any text in an f-string adds no placeholder', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const value = evaluateString(assigned(formatted(text, name('other'))).replace(/^f/, ''))
        expect(value.endsWith('{other}')).toBe(true)
        expect(value.slice(0, -'{other}'.length).replaceAll('{{', '{').replaceAll('}}', '}')).toBe(text)
      }),
      { numRuns: 300 },
    )
  })

  test('long text is broken at blanks, and no line is too long', () => {
    const long = 'one two three '.repeat(30)
    const printed = print(
      functionDefinition('handler', { body: [docstring(long), comment(long), returns(string(long))] }),
    )
    expect(printed.split('\n').filter((line) => line.length > 100)).toEqual([])
    const value = /return \(\n([\s\S]*)\n {4}\)/.exec(printed)?.[1] ?? ''
    expect(evaluateString(value.trim())).toBe(long)
  })

  test('a comment cannot silence a linter', () => {
    expect(escapeComment('noqa: F401')).toEqual(['# "noqa: F401"'])
    expect(escapeComment('see # noqa')).toEqual(['# see \\x23 noqa'])
    expect(lintPython(print(comment('ruff: noqa'), assign(name('value'), name('missing'))), [])).toEqual([
      { code: 'D100', message: 'Missing docstring in public module', line: 1 },
      { code: 'F821', message: 'Undefined name `missing`', line: 2 },
    ])
  })

  test('a docstring that ends in a quote or a backslash is closed', () => {
    expect(escapeDocstring('say "hi"', '')).toBe('"""say "hi\\""""')
    expect(escapeDocstring('C:\\', '')).toBe('"""C:\\\\"""')
  })
})
