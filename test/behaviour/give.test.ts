import { describe, expect, it } from 'vitest'
import { givenColumn } from '../../src/behaviour/steps/given-column.js'
import { body, field, operation } from './fixtures/build.js'
import { toolLibrary } from './fixtures/tool-library.js'

const TAKES_PART = 'Adding a part decreases the available copies of the tool by the quantity.'
const GIVES_PART = 'Removing a part gives the quantity back to the available copies.'
const TAKES_LOAN = 'Borrowing a tool decrements the available copies.'
const GIVES_LOAN = 'When a loan is returned, the available copies of the tool are incremented.'

const PART = 'POST /kits/{kit_id}/parts'
const REMOVAL = 'DELETE /kits/{kit_id}/parts/{id}'
const RETURN = 'POST /loans/{id}/return'

const operationOf = (design: ReturnType<typeof toolLibrary>, id: string) =>
  design.operations.find((each) => each.id === id)

const kindsOf = (design: ReturnType<typeof toolLibrary>, id: string) =>
  operationOf(design, id)?.steps?.map(({ kind }) => kind) ?? null

describe('givenColumn', () => {
  const columns = [field('available_copies', 'integer'), field('rating', 'integer')]

  it.each([
    ['increments the available copies', 'increments the available copies'],
    ['gives the quantity back to the available copies', 'gives the quantity back to the available copies'],
    ['the copy is given back', 'copy is given'],
    ['the available copies are restored', 'available copies are restored'],
    ['returns it to the available copies', 'returns it to the available copies'],
  ])('finds in %j the words %j', (text, words) => {
    expect(givenColumn(text, columns)).toMatchObject({ column: { name: 'available_copies' }, words })
  })

  it.each([
    'decrements the available copies',
    'returns 200 with the available copies',
    'gives a reason back',
  ])('finds nothing in %j', (text) => {
    expect(givenColumn(text, columns)).toBeNull()
  })
})

describe('an operation that gives back to a stock', () => {
  it('gives back what the row counts when the row is removed', () => {
    const design = toolLibrary([TAKES_PART, GIVES_PART])
    expect(kindsOf(design, PART)).toContain('take')
    expect(kindsOf(design, REMOVAL)).toEqual(['find', 'find', 'check', 'give', 'remove', 'respond'])
    expect(operationOf(design, REMOVAL)?.steps?.[3]).toMatchObject({
      row: 'kit_part',
      reference: 'tool_id',
      entity: 'Tool',
      key: 'id',
      field: 'available_copies',
      amount: { kind: 'field', row: 'kit_part', field: 'quantity' },
    })
    expect(design.statements.map(({ outcome }) => outcome.status)).toEqual(['implemented', 'implemented'])
  })

  it('gives one back where one was taken, behind the look at the state', () => {
    const design = toolLibrary([TAKES_LOAN, GIVES_LOAN])
    expect(kindsOf(design, RETURN)).toEqual(['find', 'check', 'give', 'assign', 'respond'])
    expect(operationOf(design, RETURN)?.steps?.[2]).toMatchObject({ amount: { kind: 'constant', value: 1 } })
  })

  it('leaves other operations as they are', () => {
    const design = toolLibrary([TAKES_PART, GIVES_PART])
    expect(kindsOf(design, 'POST /loans')).toEqual(['find', 'insert', 'respond'])
    expect(kindsOf(design, RETURN)).toEqual(['find', 'check', 'assign', 'respond'])
  })

  it('gives nothing back that nothing takes', () => {
    const removal = operationOf(toolLibrary([GIVES_PART]), REMOVAL)
    expect(removal?.steps).toBeNull()
    expect(removal?.notImplemented).toContain('nothing says that making a row takes')
  })

  it.each([
    ['a condition', [TAKES_PART, 'Removing a part gives the quantity back unless the kit is sold.'], []],
    [
      'a quantity that may change',
      [TAKES_PART, GIVES_PART],
      [operation('PATCH /kits/{kit_id}/parts/{id}', { body: [body('quantity', 'integer')] })],
    ],
    ['another amount', [TAKES_PART, 'Removing a part increments the available copies by one.'], []],
  ])('stays unbuilt with %s', (_why, demands, more) => {
    const removal = operationOf(toolLibrary(demands, more), REMOVAL)
    expect(removal?.steps).toBeNull()
    expect(removal?.notImplemented).toContain('Tool.available_copies is to rise again')
  })

  it('stays unbuilt where another operation may have given it back before', () => {
    const demands = [TAKES_LOAN, GIVES_LOAN, 'Deleting a loan gives the copy back.']
    const removal = operationOf(toolLibrary(demands, [operation('DELETE /loans/{id}')]), 'DELETE /loans/{id}')
    expect(removal?.notImplemented).toContain('may have given it back before')
  })
})

describe('an operation that takes from a stock', () => {
  it('answers with the status of the statement that says so', () => {
    const design = toolLibrary([`${TAKES_PART} If there are not enough copies, the answer is 422.`])
    expect(operationOf(design, PART)?.steps?.find(({ kind }) => kind === 'take')).toMatchObject({
      otherwise: { status: 422 },
    })
  })

  it('is not what proves the statement about another', () => {
    const design = toolLibrary([TAKES_LOAN, TAKES_PART])
    const [, part] = design.statements
    expect(part?.outcome).toMatchObject({ status: 'implemented' })
    expect(JSON.stringify(part?.outcome)).not.toContain('POST /loans')
  })
})
