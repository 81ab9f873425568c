import type { Shape, ShapeField } from '../../claims/shape.js'
import type { TokenUse } from '../../design/step.js'
import { keyOf } from '../naming.js'

const ACCESS: ReadonlySet<string> = new Set([
  'token',
  'accesstoken',
  'jwt',
  'jwttoken',
  'authtoken',
  'idtoken',
  'bearertoken',
])

/** What the token under a key is for; null for a key of something else. */
export function tokenUse({ name, shape }: ShapeField): TokenUse | null {
  if (shape.kind !== 'value' || (shape.facts.type ?? 'string') !== 'string') return null
  const key = keyOf(name)
  if (ACCESS.has(key)) return 'access'
  return key === 'refreshtoken' ? 'refresh' : null
}

/** The token whose validity a key tells, in seconds; null for a key of something else. */
export function lifetimeUse({ name, shape }: ShapeField): TokenUse | null {
  if (shape.kind !== 'value') return null
  const key = keyOf(name)
  if (/^(?:access(?:token)?)?expires?(?:in|s)(?:seconds)?$/.test(key)) return 'access'
  return /^refresh(?:token)?expires?in(?:seconds)?$/.test(key) ? 'refresh' : null
}

/** The tokens that an answer shows, at any depth that answers have. */
export function tokensIn(shape: Shape | null, depth = 3): ReadonlySet<TokenUse> {
  if (shape === null || shape.kind !== 'object' || depth === 0) return new Set()
  return new Set(
    shape.fields.flatMap((field) => {
      const use = tokenUse(field)
      return use === null ? [...tokensIn(field.shape, depth - 1)] : [use]
    }),
  )
}
