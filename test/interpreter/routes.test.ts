import { expect, it } from 'vitest'
import { RouteTable } from '../../src/interpreter/routes.js'
import { operation } from '../fastapi/fixtures/build.js'

const names = { name: 'x', resource: 'parcels' }
const table = new RouteTable([
  operation('GET', '/parcels/{id}', names),
  operation('DELETE', '/parcels/{id}', names),
  operation('GET', '/parcels/lost', names),
  operation('GET', '/parcels', names),
])

it('takes a literal segment before a parameter, wherever it stands in the list', () => {
  expect(table.match('GET', '/parcels/lost')).toMatchObject({ operation: { path: '/parcels/lost' } })
  expect(table.match('GET', '/parcels/7')).toMatchObject({ parameters: new Map([['id', '7']]) })
  expect(table.match('DELETE', '/parcels/lost')).toMatchObject({ operation: { method: 'DELETE' } })
})

it('tells a method from a path that is not there', () => {
  expect(table.match('PUT', '/parcels/7')).toEqual({ kind: 'method', allow: ['GET', 'DELETE'] })
  expect(table.match('GET', '/parcels/')).toEqual({ kind: 'unknown' })
  expect(table.match('GET', '/parcels/7/8')).toEqual({ kind: 'unknown' })
})
