import { expect, test } from 'vitest'
import { emit } from '../../../src/fastapi/emit.js'
import { parcels } from '../fixtures/parcels.js'

const { files } = await emit(parcels)

function textOf(path: string): string {
  return files.find((file) => file.path === path)?.text ?? ''
}

test('rows that a body names have keys that the body may name, each its own', () => {
  const text = textOf('tests/test_parcels.py')
  expect(text).toContain('depot = make_depot(code="BER")')
  expect(text).toContain('depot_2 = make_depot(code="USD")')
})

test('an id that is forged is one that no row gets', () => {
  expect(textOf('tests/test_parcels.py')).toContain('"id", 999999')
})

test('what must be sent has no default', () => {
  const field = /depot_code: .*\n/.exec(textOf('app/schemas.py'))?.[0] ?? ''
  expect(field).toContain('pattern="^[A-Z]{3}$"')
  expect(field).not.toContain('default')
})

test('limits of decimals are decimals, for the nearest float may be greater', () => {
  expect(textOf('app/schemas.py')).toContain(
    'weight: Annotated[Decimal, Field(ge=Decimal("0.01"), le=999999999999999), JsonNumber]',
  )
})

test('an unknown key is one that the body may name', () => {
  const text = textOf('tests/test_parcels.py')
  const body = /def test_add_parcel_finds_no_unknown_depot\([\s\S]*?json=(\{[^}]*\})/.exec(text)?.[1]
  expect(body).toMatchInlineSnapshot(`"{"depot_code": "USD", "return_code": depot.code, "weight": 9.5}"`)
})
