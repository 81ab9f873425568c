import type { JsonValue } from '../../claims/json.js'
import { compile } from '../../design/conformance.js'
import type { ValueRules } from '../../design/value.js'
import { sample } from '../../fastapi/tests/sample.js'

/**
 * A valid value that no other call gives for another number, for columns whose values no two rows
 * may share; undefined when the rules leave no such value that is known here.
 */
export function distinct(rules: ValueRules, name: string, number: number): JsonValue | undefined {
  if (rules.type === 'integer') return distinctInteger(rules, number)
  if (rules.type === 'uuid' || rules.format === 'uuid') {
    return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
  }
  const base = sample(rules, name)
  if (typeof base !== 'string' || rules.enum !== null || rules.type !== 'string') return base
  switch (rules.format) {
    case 'email':
      return `person${String(number)}@example.com`
    case 'uri':
    case 'url':
      return `https://example.com/${String(number)}`
    case 'date':
    case 'date-time':
      return base
    default:
  }
  const digits = String(number)
  const candidates = [
    `${base} ${digits}`,
    `${base}${digits}`,
    `${base.slice(0, Math.max(0, (rules.maxLength ?? 50) - digits.length - 1))} ${digits}`,
    digits.padStart(Math.max(rules.minLength ?? 1, digits.length), '0'),
    base.slice(0, Math.max(0, base.length - digits.length)) + digits.slice(-base.length),
    lettered(base, number),
  ]
  return candidates.find((candidate) => fits(rules, candidate)) ?? base
}

function fits(rules: ValueRules, text: string): boolean {
  if (text.length < (rules.minLength ?? 1) || text.length > (rules.maxLength ?? 200)) return false
  if (rules.trimmed && text !== text.trim()) return false
  return rules.pattern === null || compile(rules.pattern)?.test(text) === true
}

/** The number in letters, in place of the end of a text: for patterns without digits. */
function lettered(base: string, number: number): string {
  const upper = base === base.toUpperCase()
  let rest = number
  const letters = Array.from({ length: Math.max(1, Math.min(base.length, 6)) }, () => {
    const letter = String.fromCodePoint((upper ? 65 : 97) + (rest % 26))
    rest = Math.floor(rest / 26)
    return letter
  }).join('')
  return base.slice(0, base.length - letters.length) + letters
}

function distinctInteger(rules: ValueRules, number: number): number {
  const least = rules.minimum ?? (rules.exclusiveMinimum ?? 0) + 1
  const most = rules.maximum ?? (rules.exclusiveMaximum ?? 2_000_000_000) - 1
  return least + (number % Math.max(1, most - least + 1))
}
