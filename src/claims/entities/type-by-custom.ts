import type { ValueType } from '../shape.js'

/** Types that names have by custom. */
const CALLED: readonly (readonly [RegExp, ValueType])[] = [
  [/(?:_at|[a-z]At)$/, 'datetime'],
  [/(?:^date|_on|_date|[a-z]Date)$/, 'date'],
  [/^(?:is|has)(?:_|[A-Z])/, 'boolean'],
  [
    /(?:^|_)(?:seconds|minutes|hours|days|count|quantity|qty)$|[a-z](?:Seconds|Minutes|Hours|Days|Count|Quantity)$/,
    'integer',
  ],
]

/** The type that the name of a column has by custom, where no words give one: a moment, of `booked_at`; null for other names. */
export function typeByCustom(name: string): ValueType | null {
  return CALLED.find(([names]) => names.test(name))?.[1] ?? null
}
