/** A number with its spelling: money is no float. */
export interface NumberText {
  readonly kind: 'number'
  readonly text: string
}

/** Members by name, in a map: no name such as `__proto__` means anything. */
export type ParsedObject = ReadonlyMap<string, Parsed>

/** JSON as a client wrote it. */
export type Parsed = null | boolean | string | NumberText | readonly Parsed[] | ParsedObject

/** Whether a number is whole, however it is written: JSON does not tell `5.0` from `5` (RFC 8259, section 6). */
export function isWhole({ text }: NumberText): boolean {
  return /^-?\d+$/.test(text) || Number.isInteger(Number(text))
}

/** Tells an array from the other values. */
export function isParsedArray(value: Parsed): value is readonly Parsed[] {
  return Array.isArray(value)
}

/** Tells an object from the other values. */
export function isParsedObject(value: Parsed): value is ParsedObject {
  return value instanceof Map
}

/** Tells a number from the other values. */
export function isNumberText(value: Parsed): value is NumberText {
  return typeof value === 'object' && value !== null && 'kind' in value
}
