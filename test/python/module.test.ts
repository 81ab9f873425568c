import { describe, expect, test } from 'vitest'
import { call, keyword, subscript } from '../../src/python/nodes/call.js'
import { classDefinition, functionDefinition, parameter } from '../../src/python/nodes/definition.js'
import { number, none, string } from '../../src/python/nodes/literal.js'
import { attribute, name, symbol } from '../../src/python/nodes/name.js'
import { awaited, binary, compare, not, union } from '../../src/python/nodes/operator.js'
import { python } from '../../src/python/nodes/quotation.js'
import {
  annotate,
  assign,
  docstring,
  expression,
  raise,
  returns,
  traced,
  when,
  type Statement,
} from '../../src/python/nodes/statement.js'
import { printModule, type PrintedModule } from '../../src/python/module.js'
import { lintPython } from '../../src/python/ruff.js'

function print(...body: readonly Statement[]): PrintedModule {
  return printModule({ header: null, docstring: null, body, ownPackages: ['library'] })
}

describe('imports', () => {
  const everything = [
    symbol('sqlmodel', 'select'),
    symbol('fastapi', 'status'),
    symbol('datetime', 'datetime'),
    symbol('datetime', 'UTC'),
    symbol('typing', 'Annotated'),
    symbol('library.models', 'Loan'),
    symbol('library.errors', 'refuse'),
    symbol('sqlmodel', 'Field'),
    symbol('fastapi', 'APIRouter'),
    symbol('fastapi.responses', 'JSONResponse'),
  ].map(expression)

  test('stand in three groups, in the order ruff asks for', () => {
    const { text } = print(...everything)
    expect(text).toBe(
      [
        'from datetime import UTC, datetime',
        'from typing import Annotated',
        '',
        'from fastapi import APIRouter, status',
        'from fastapi.responses import JSONResponse',
        'from sqlmodel import Field, select',
        '',
        'from library.errors import refuse',
        'from library.models import Loan',
        '',
        'select',
        'status',
        'datetime',
        'UTC',
        'Annotated',
        'Loan',
        'refuse',
        'Field',
        'APIRouter',
        'JSONResponse',

        '',
      ].join('\n'),
    )
    expect(lintPython(text, ['library']).filter(({ code }) => code === 'I001')).toEqual([])
  })

  test('a symbol whose name the module binds itself, or imports twice, gets an alias', () => {
    const { text } = print(
      assign(name('status'), symbol('fastapi', 'status')),
      assign(name('first'), symbol('sqlmodel', 'Session')),
      assign(name('second'), symbol('library.models', 'Session')),
      assign(name('third'), symbol('library.models', 'Loan')),
      assign(name('fourth'), symbol('library.models', 'Shelf')),
    )
    expect(text).toBe(
      [
        'from fastapi import status as Fastapistatus',
        'from sqlmodel import Session',
        '',
        'from library.models import Loan, Shelf',
        'from library.models import Session as ModelsSession',
        '',
        'status = Fastapistatus',
        'first = Session',
        'second = ModelsSession',
        'third = Loan',
        'fourth = Shelf',
        '',
      ].join('\n'),
    )
    expect(lintPython(text, ['library']).filter(({ code }) => code !== 'D100')).toEqual([])
  })
})

describe('expressions', () => {
  test('have the parentheses that precedence needs and no others', () => {
    const [a, b] = [name('a'), name('b')]
    const { text } = print(
      expression(not(compare(a, '==', b))),
      expression(compare(not(a), '==', b)),
      expression(attribute(awaited(a), 'b')),
      expression(binary(binary(a, '+', b), '*', a)),
      expression(binary(a, '-', binary(b, '-', a))),
      expression(attribute(number(1), 'real')),
      expression(subscript(union(a, none), b)),
    )
    expect(text.trim().split('\n')).toEqual([
      'not a == b',
      '(not a) == b',
      '(await a).b',
      '(a + b) * a',
      'a - (b - a)',
      '(1).real',
      '(a | None)[b]',
    ])
  })
})

describe('quotations', () => {
  test('merge their imports and take nodes in their holes', () => {
    const { text } = print(
      python`
        from fastapi import Request, status
        from logging import getLogger

        logger = getLogger(__name__)


        async def log(request: Request) -> int:
            """Log and answer."""
            ${[expression(call(name('print'), string('"quoted"')))]}
            return ${symbol('library.codes', 'OK')} or status.HTTP_200_OK
      `,
    )
    expect(text).toBe(`from logging import getLogger

from fastapi import Request, status

from library.codes import OK

logger = getLogger(__name__)


async def log(request: Request) -> int:
    """Log and answer."""
    print('"quoted"')
    return OK or status.HTTP_200_OK
`)
  })
})

describe('origins', () => {
  test('follow their statements through formatting', () => {
    const because = [{ kind: 'standard', clause: 'ERR-5' }] as const
    const long = 'a message that is too long for one line of a raise statement, as here'
    const { text, lines } = print(
      classDefinition('Loan', {
        bases: [symbol('sqlmodel', 'SQLModel')],
        body: [docstring('A loan.'), traced(annotate('note', name('str'), string('x')), because, 'the note')],
      }),
      functionDefinition('read_loan', {
        parameters: [parameter('loan', name('Loan')), parameter('first_argument', name('str'), string(long))],
        body: [
          traced(
            when(compare(name('loan'), 'is', none), [
              raise(call(symbol('fastapi', 'HTTPException'), number(404), keyword('detail', string(long)))),
            ]),
            because,
            '404 when the loan is absent',
          ),
          traced(returns(name('loan')), [{ kind: 'standard', clause: 'API-3' }]),
        ],
      }),
    )
    const shown = lines.map(({ from, to, about }) => [
      about,
      text
        .split('\n')
        .slice(from - 1, to)
        .map((line) => line.trim()),
    ])
    expect(shown).toEqual([
      ['the note', ['note: str = "x"']],
      [
        '404 when the loan is absent',
        ['if loan is None:', 'raise HTTPException(', `404, detail="${long}"`, ')'],
      ],
      [null, ['return loan']],
    ])
  })
})
