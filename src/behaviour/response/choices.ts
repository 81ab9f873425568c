import type { ShapeField } from '../../claims/shape.js'

/** The words of an enumeration that a response field lists, as `{"sizes": ["small", "large"]}`; null for other fields. */
export function choicesOf({ shape }: ShapeField): readonly string[] | null {
  const items =
    shape.kind === 'array'
      ? shape.items
      : shape.kind === 'value' && shape.facts.type === 'array'
        ? shape.facts.shape
        : undefined
  if (items?.kind !== 'value') return null
  const words = items.facts.enum
  return words === undefined || words.length === 0 ? null : words
}
