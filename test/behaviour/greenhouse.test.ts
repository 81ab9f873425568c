import { describe, expect, it } from 'vitest'
import { completeDesign } from './complete-design.js'
import type { Operation } from '../../src/design/operation.js'
import type { Step } from '../../src/design/step.js'
import { GREENHOUSE } from './fixtures/greenhouse.js'

const design = completeDesign(GREENHOUSE, { claims: [], statements: [], diagnostics: [] })

function at(id: string): Operation {
  const found = design.operations.find((operation) => operation.id === id)
  if (found === undefined) throw new Error(`no ${id}`)
  return found
}

function step<K extends Step['kind']>(id: string, kind: K): Extract<Step, { kind: K }> {
  const is = (one: Step): one is Extract<Step, { kind: K }> => one.kind === kind
  const found = (at(id).steps ?? []).find(is)
  if (found === undefined) throw new Error(`${id}: ${at(id).notImplemented ?? 'no such step'}`)
  return found
}

describe('a row that the service fills in', () => {
  const values = new Map(
    step('POST /bookings', 'insert').values.map(({ field, value }) => [field, value] as const),
  )

  it('gets the next number of its day', () => {
    expect(values.get('code')).toEqual({
      kind: 'sequence',
      parts: [
        { kind: 'text', text: 'GH-' },
        { kind: 'date', format: 'YYYYMMDD' },
        { kind: 'text', text: '-' },
        { kind: 'number', digits: 3 },
      ],
    })
  })

  it('gets the sum of its lines, as money', () => {
    expect(values.get('total_price')).toEqual({ kind: 'sum', list: 'beds', factors: ['price', 'weeks'] })
    const beds = at('POST /bookings').body.find(({ name }) => name === 'beds')
    expect(beds?.items?.properties?.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'bed string',
      'price decimal',
      'weeks integer',
    ])
  })
})

describe('a row that several values name', () => {
  it('is found by the unique one, and only with the others', () => {
    const find = step('GET /bookings/find', 'find')
    expect(find.key).toEqual({ field: 'code', value: { kind: 'query', name: 'code' } })
    expect(find.also).toEqual([{ field: 'phone', value: { kind: 'query', name: 'phone' } }])
    expect(find.otherwise).toEqual({ status: 404, message: 'Booking not found' })
  })
})

describe('numbers over rows', () => {
  it('are told from their keys', () => {
    const lines = step('GET /bookings/stats', 'aggregate').measures.map((measure) => {
      const filters = measure.filters.map(({ field, comparison, value }) =>
        [field, comparison, value.kind === 'constant' ? value.value : value.kind].join(' '),
      )
      const group = measure.group === null ? '' : ` by ${measure.group.field}`
      return `${measure.name}: ${measure.function} ${measure.field ?? 'rows'}${group} [${filters.join()}]`
    })
    expect(lines).toEqual([
      'total: count rows []',
      'open_payment: count rows [payment_status equal open]',
      'organic_bookings: count rows [is_organic equal true]',
      'revenue: sum total_price []',
      'average_total_price: average total_price []',
      'bookings_today: count rows [created_at atLeast startOf]',
      'bookings_by_status: count rows by booking_status []',
    ])
  })

  it('ask which rows a sum is over', () => {
    const question = design.questions.find(({ id }) => id === 'get-bookings-stats-revenue-rows')
    expect(question?.options.map(({ id }) => id)).toEqual(['all', 'without-void', 'settled'])
    expect(question?.blocking).toBe(false)
  })

  it('are not guessed', () => {
    expect(at('GET /bookings/summary').steps).toBeNull()
    expect(at('GET /bookings/summary').notImplemented).toBe(
      'which rows of Booking "happiness" counts is not understood',
    )
  })
})

describe('rows as a file', () => {
  it('have the documented columns and the filters of the query', () => {
    expect(at('GET /bookings/export').responseBody).toEqual({
      kind: 'file',
      format: 'csv',
      choice: null,
      columns: [
        { title: 'Code', column: 'code' },
        { title: 'Total Price', column: 'total_price' },
        { title: 'Phone', column: 'phone' },
      ],
      name: 'bookings',
    })
    const filters = step('GET /bookings/export', 'select').filters
    expect(filters.map(({ field, comparison }) => `${field} ${comparison}`)).toEqual([
      'created_at atLeast',
      'created_at atMost',
      'booking_status equal',
    ])
  })
})

describe('uploaded files', () => {
  it('keep the types and limits that the words name', () => {
    const { field, rules, appends } = step('POST /bookings/{id}/photos', 'store')
    expect({ field, appends, ...rules }).toMatchObject({
      field: 'photos',
      appends: true,
      types: ['image/jpeg', 'image/png'],
      maxBytes: 2 * 1024 * 1024,
      maxFiles: 4,
      room: 6,
      tooLarge: { status: 413, message: 'File is too large' },
    })
  })
})

describe('moves between states', () => {
  it('go along the edges that the words name, and set their time', () => {
    const id = 'POST /bookings/{id}/confirm'
    const { condition, otherwise } = step(id, 'check')
    expect(condition).toMatchObject({ kind: 'oneOf', values: ['asked'] })
    expect(otherwise.status).toBe(409)
    expect(step(id, 'assign').values).toEqual([
      { field: 'booking_status', value: { kind: 'constant', value: 'confirmed' }, whenBody: null },
      { field: 'confirmed_at', value: { kind: 'now' }, whenBody: null },
    ])
  })

  it('are allowed from any where no words name one, and asked', () => {
    expect(at('POST /bookings/{id}/cancel').steps?.map(({ kind }) => kind)).not.toContain('check')
    expect(design.questions.find(({ id }) => id === 'post-bookings-id-cancel-from')).toMatchObject({
      about:
        'POST /bookings/{id}/cancel makes Booking.booking_status "cancelled", and no document says which it may be before.',
      recommended: 'any',
      blocking: false,
    })
  })
})

describe('a closed list', () => {
  it('is answered without rows', () => {
    expect(at('GET /choices').responseBody).toMatchObject({
      members: [{ key: 'statuses', kind: 'constant', value: ['asked', 'confirmed'] }],
    })
  })
})
