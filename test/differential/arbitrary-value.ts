import * as fc from 'fast-check'
import type { JsonValue } from '../../src/claims/json.js'
import type { ValueRules } from '../../src/design/value.js'

const WORDS = [
  'alpha',
  'Beta',
  'alphabet',
  'gamma ray',
  'éclair',
  '日本',
  'x',
  '100%',
  'a_b',
  '🙂 smile',
  '<b>',
  "o'clock",
  '"quoted"',
]
const MOMENTS = [
  '2026-03-05T10:00:00Z',
  '2026-03-05T12:00:00+02:00',
  '2027-12-31T23:59:59.123456Z',
  '1999-01-01 00:00:00-05:30',
  '2030-06-15T08:30Z',
]
const DAYS = ['2026-03-05', '2024-02-29', '1999-12-31', '2031-01-01']
const TIMES = ['10:00', '23:59:59', '00:00:00.5']
const IDS = ['00000000-0000-4000-8000-0000000000ff', 'ffffffff-0000-4000-8000-000000000000']

/** Values that keep the rules, those at the limits among them. */
export function validValue(rules: ValueRules): fc.Arbitrary<JsonValue> {
  switch (rules.type) {
    case 'string':
    case 'enum':
      return validText(rules)
    case 'integer':
      return validNumber(rules, 1)
    case 'number':
    case 'decimal':
      return validNumber(rules, 0.25)
    case 'boolean':
      return fc.boolean()
    case 'datetime':
      return fc.constantFrom(...MOMENTS)
    case 'date':
      return fc.constantFrom(...DAYS)
    case 'time':
      return fc.constantFrom(...TIMES)
    case 'uuid':
      return fc.constantFrom(...IDS)
    case 'array': {
      const least = rules.minItems ?? 0
      const item = rules.items === null ? fc.constantFrom<JsonValue>('a', 1, null) : validValue(rules.items)
      return fc.array(item, { minLength: least, maxLength: Math.min(rules.maxItems ?? least + 3, least + 3) })
    }
    case 'object':
      return validObject(rules)
    case 'bytes':
      return fc.constant('x')
  }
}

function validObject({ properties }: ValueRules): fc.Arbitrary<JsonValue> {
  if (properties === null || properties.length === 0) {
    return fc.constantFrom<JsonValue>({}, { a: 1 }, { nested: { list: [1, 'two', null] } })
  }
  const all = Object.fromEntries(properties.map((property) => [property.name, validValue(property)]))
  const requiredKeys = properties.filter(({ required }) => required).map(({ name }) => name)
  return fc.record(all, { requiredKeys })
}

function validText(rules: ValueRules): fc.Arbitrary<JsonValue> {
  if (rules.enum !== null && rules.enum.length > 0) return fc.constantFrom(...rules.enum)
  if (rules.format === 'email') return fc.constantFrom('ada@example.com', 'bob.b@mail.example.org')
  if (rules.format === 'uri' || rules.format === 'url') return fc.constantFrom('https://example.com/a?b=c')
  const least = Math.max(rules.minLength ?? 0, rules.notBlank ? 1 : 0)
  const most = rules.maxLength ?? least + 200
  const length = (text: string): number => [...text].length
  if (rules.pattern !== null) {
    return fc
      .stringMatching(new RegExp(rules.pattern.startsWith('^') ? rules.pattern : `^${rules.pattern}`))
      .filter((text) => length(text) >= least && length(text) <= most)
  }
  const words = WORDS.map((word) => fitted(word, least, most))
  const edges = [fitted('m', least, least), fitted('n'.repeat(Math.min(most, 3000)), least, most)]
  const spaced = rules.trimmed ? words.map((word) => ` ${word}\t`) : []
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.constantFrom(...edges, ...spaced) },
  )
}

/** A word filled or cut to a length. */
function fitted(word: string, least: number, most: number): string {
  const characters = [...word]
  while (characters.length < least) characters.push('z')
  const cut = characters.slice(0, most).join('')
  return cut.trim() === cut ? cut : cut.replaceAll(' ', '-')
}

function validNumber(rules: ValueRules, step: number): fc.Arbitrary<JsonValue> {
  const least = rules.minimum ?? (rules.exclusiveMinimum === null ? -5 : rules.exclusiveMinimum + step)
  const most =
    rules.maximum ??
    (rules.exclusiveMaximum === null ? Math.max(least, 0) + 50 : rules.exclusiveMaximum - step)
  const within = [least, most, least + step, 1, 2, 3, 10].filter((value) => value >= least && value <= most)
  return fc.constantFrom(...(rules.type === 'integer' ? within.map(Math.ceil) : within))
}

/** Values of which most break the rules. */
export function doubtfulValue(rules: ValueRules): fc.Arbitrary<JsonValue> {
  const odd: JsonValue[] = [null, 5, 1.5, 'x', '', ' ', true, [], {}, [null], { a: 'b' }, '\u0000']
  const numeric = [rules.minimum, rules.maximum, rules.exclusiveMinimum, rules.exclusiveMaximum]
  odd.push(...numeric.flatMap((limit) => (limit === null ? [] : [limit - 1, limit + 1, limit])))
  if (rules.maxLength !== null) odd.push('y'.repeat(rules.maxLength + 1), '🙂'.repeat(rules.maxLength))
  if (rules.minLength !== null && rules.minLength > 0) odd.push('y'.repeat(rules.minLength - 1))
  if (rules.maxItems !== null) odd.push(Array.from({ length: rules.maxItems + 1 }, () => 'i'))
  if (rules.type === 'string') odd.push('a\uD800b')
  if (rules.type === 'datetime')
    odd.push('2026-03-05T10:00:00', '2026-02-30T10:00:00Z', '2026-03-05', 'today', '1700000000', '-1.5')
  if (rules.type === 'date')
    odd.push(
      '2026-02-30',
      '2026-03-05T10:00:00Z',
      '2026-03-05T00:00:00Z',
      '5.3.2026',
      '20260305',
      '1700006400',
    )
  if (rules.type === 'uuid') odd.push(`${IDS[0]}0`, 'not-a-uuid', (IDS[1] ?? '').toUpperCase())
  if (rules.type === 'integer') odd.push(2_147_483_648, -2_147_483_649, 1e21, '1', '01')
  if (rules.type === 'enum') odd.push((rules.enum?.[0] ?? '').toUpperCase(), ` ${rules.enum?.[0] ?? ''}`)
  return fc.constantFrom(...odd)
}
