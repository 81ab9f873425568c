import { describe, expect, test } from 'vitest'
import { admitClaims } from '../../src/claims/admission.js'
import type { Claim } from '../../src/claims/claim.js'

const where = { span: { source: 'specs/data-model.md', start: 3, end: 9 }, reader: 'test' } as const
const label = { kind: 'column', entity: 'Parcel', field: 'label' } as const
const service = { kind: 'service' } as const

/** Codes and words of the problems with claims, and how many claims are left. */
function admission(...claims: readonly Claim[]): readonly unknown[] {
  const { claims: admitted, diagnostics } = admitClaims(claims)
  return [admitted.length, diagnostics.map(({ code, message, span }) => [code, message, span])]
}

describe('limits', () => {
  test.each<[string, Claim]>([
    ['maxLength -1', { subject: label, property: 'maxLength', value: -1, ...where }],
    ['minLength 1.5', { subject: label, property: 'minLength', value: 1.5, ...where }],
    ['maxItems 2147483648', { subject: label, property: 'maxItems', value: 2 ** 31, ...where }],
    ['minimum -Infinity', { subject: label, property: 'minimum', value: Number.NEGATIVE_INFINITY, ...where }],
    ['maximum NaN', { subject: label, property: 'maximum', value: Number.NaN, ...where }],
  ])('%s is left out with a word', (rule, claim) => {
    expect(admission(claim)).toEqual([
      0,
      [['limit-impossible', `No value can have the ${rule}; the rule was left out.`, where.span]],
    ])
  })

  test('inside a shape only they are left out', () => {
    const claim: Claim = {
      subject: service,
      property: 'errorBody',
      value: {
        kind: 'object',
        name: null,
        fields: [
          {
            name: 'detail',
            shape: { kind: 'value', facts: { type: 'string', maxLength: -4, minLength: 1 } },
            required: true,
            nullable: false,
          },
        ],
      },
      ...where,
    }
    const { claims, diagnostics } = admitClaims([claim, claim])
    expect(claims.map(({ value }) => JSON.stringify(value))).toEqual(
      Array.from({ length: 2 }, () =>
        JSON.stringify(claim.value).replace(',"maxLength":-4', '').replace('"maxLength":-4,', ''),
      ),
    )
    expect(diagnostics.map(({ code }) => code)).toEqual(['limit-impossible'])
  })

  test('that values can have stay, and so does every other claim, unchanged', () => {
    const claims: readonly Claim[] = [
      { subject: label, property: 'maxLength', value: 0, ...where },
      { subject: label, property: 'minimum', value: -3.5, ...where },
      { subject: label, property: 'default', value: { deep: [1, 'x', null] }, ...where },
    ]
    expect(admitClaims(claims)).toEqual({ claims, diagnostics: [] })
  })

  test('an example with a number that JSON does not have is left out', () => {
    expect(
      admission({
        subject: label,
        property: 'default',
        value: { deep: [Number.POSITIVE_INFINITY] },
        ...where,
      }),
    ).toEqual([
      0,
      [['limit-impossible', 'No value can have the default Infinity; the rule was left out.', where.span]],
    ])
  })
})

describe('names', () => {
  test.each<[string, Claim]>([
    ['../secrets', { subject: service, property: 'backendFolder', value: '../secrets', ...where }],
    ['a/../../b', { subject: service, property: 'backendFolder', value: 'a/../../b', ...where }],
    ['/etc', { subject: service, property: 'backendFolder', value: '/etc', ...where }],
    [
      'app/../x.py',
      { subject: service, property: 'module', value: { path: 'app/../x.py', symbol: null }, ...where },
    ],
    [
      'app/class.py',
      { subject: service, property: 'module', value: { path: 'app/class.py', symbol: null }, ...where },
    ],
    [
      'fastapi/main.py',
      { subject: service, property: 'module', value: { path: 'fastapi/main.py', symbol: null }, ...where },
    ],
    [
      'x(); y',
      { subject: service, property: 'module', value: { path: 'app/db.py', symbol: 'x(); y' }, ...where },
    ],
    ['A B', { subject: service, property: 'secretEnv', value: 'A B', ...where }],
    ['A=B', { subject: { kind: 'setting', name: 'A=B' }, property: 'exists', value: true, ...where }],
  ])('%s is safe nowhere, and left out with a word', (name, claim) => {
    const [left, problems] = admission(claim)
    expect(left).toBe(0)
    expect(problems).toMatchObject([['name-unsafe', expect.stringContaining(name), where.span]])
  })

  test('that are safe stay', () => {
    const claims: readonly Claim[] = [
      { subject: service, property: 'backendFolder', value: 'apps/back-end', ...where },
      { subject: service, property: 'module', value: { path: 'app/db.py', symbol: 'get_session' }, ...where },
      { subject: service, property: 'secretEnv', value: 'PARCEL_SECRET', ...where },
    ]
    expect(admitClaims(claims)).toEqual({ claims, diagnostics: [] })
  })
})
