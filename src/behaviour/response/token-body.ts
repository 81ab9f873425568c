import type { Shape, ShapeField } from '../../claims/shape.js'
import type { Entity } from '../../design/entity.js'
import type { Behaviour, Envelope, EnvelopeMember, View } from '../../design/operation.js'
import type { Candidate } from '../candidate.js'
import { columnNamed } from '../column.js'
import { keyOf } from '../naming.js'
import { lifetimeUse, tokensIn, tokenUse } from '../credentials/tokens.js'
import type { Built } from '../steps/guard.js'
import { built, builtEach, unbuilt } from '../steps/guard.js'
import { constantOf } from './constant.js'
import { rulesOf } from './rules-of.js'

/** An object with a token in it: beside the account, among its columns, or alone. */
export function tokenBody(
  candidate: Candidate,
  behaviour: Behaviour,
  shape: Extract<Shape, { readonly kind: 'object' }>,
  entity: Entity | null,
  viewOf: (inner: Shape) => Built<View>,
): Built<Envelope> {
  const members = builtEach(shape.fields, (field) => memberOf(candidate, behaviour, field, entity, viewOf))
  return members.ok ? built({ kind: 'envelope', name: shape.name ?? '', members: members.value }) : members
}

function memberOf(
  candidate: Candidate,
  behaviour: Behaviour,
  field: ShapeField,
  entity: Entity | null,
  viewOf: (inner: Shape) => Built<View>,
): Built<EnvelopeMember> {
  const { name: key, shape } = field
  const use = tokenUse(field)
  if (use !== null) return built({ key, kind: 'token', token: use })
  const lifetime = lifetimeUse(field)
  if (lifetime !== null) return built({ key, kind: 'lifetime', token: lifetime })
  if (keyOf(key) === 'tokentype') return built({ key, kind: 'constant', value: tokenType(candidate, field) })
  if (shape.kind === 'object' && tokensIn(shape).size > 0) {
    const inner = tokenBody(candidate, behaviour, shape, entity, viewOf)
    return inner.ok ? built({ key, kind: 'envelope', body: inner.value }) : inner
  }
  if (shape.kind === 'object' || shape.kind === 'reference') {
    const view = viewOf(shape)
    return view.ok ? built({ key, kind: 'view', view: view.value }) : view
  }
  const column = entity === null ? null : columnNamed(entity, key)
  if (entity !== null && column !== null)
    return built({ key, kind: 'column', entity: entity.name, column: column.name, rules: rulesOf(column) })
  const constant = constantOf(candidate, behaviour, field)
  return constant === undefined
    ? unbuilt(`nothing says what the response field "${key}" holds`)
    : built({ key, kind: 'constant', value: constant })
}

/** `bearer`, in the case in which the documents write it. */
function tokenType({ draft }: Candidate, { shape }: ShapeField): string {
  const shown = shape.kind === 'value' ? (shape.facts.example ?? shape.facts.default) : undefined
  return typeof shown === 'string' && /^[A-Za-z]{1,20}$/.test(shown)
    ? shown
    : draft.auth.authorizationScheme.toLowerCase()
}
