import { isNumberText, type Parsed } from '../parsed-json.js'

/** Whether a value is a number, even as text, where a date or time is meant: nobody knows its unit. */
export function isNumberForMoment(value: Parsed): boolean {
  if (typeof value === 'string') return /^\s*[+-]*(?:\d+\.?\d*|\.\d+)\s*$/.test(value)
  return typeof value === 'boolean' || (value !== null && typeof value === 'object' && isNumberText(value))
}
