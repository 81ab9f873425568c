import type { ValueFacts } from './shape.js'

/** Facts that refuse some values of a type: what a sentence may say, a column puts on a body, and a test shows. */
export const VALUE_LIMITS = [
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'pattern',
  'enum',
  'minItems',
  'maxItems',
  'format',
  'trimmed',
  'notBlank',
] as const satisfies readonly (keyof ValueFacts)[]
