import type { Claim } from '../claims/claim.js'
import type { Assembly } from './assembly.js'
import { entityKey } from './canonical-name.js'
import type { Entity } from './entity.js'

/** Gives entities what requests about other rows bring about in theirs; which operations do so, only behaviours can tell. */
export function withEffects({ reading }: Assembly, entities: readonly Entity[]): readonly Entity[] {
  const said = reading.claims.filter(
    (claim): claim is Extract<Claim, { readonly property: 'effect' }> => claim.property === 'effect',
  )
  if (said.length === 0) return entities
  return entities.map((entity) => {
    const effects = said
      .filter(
        ({ subject }) => subject.kind === 'entity' && entityKey(subject.entity) === entityKey(entity.name),
      )
      .map(({ value, span, reader }) => ({
        effect: value,
        origins: [{ kind: 'claim' as const, span, reader }],
      }))
    return effects.length === 0 ? entity : { ...entity, effects }
  })
}
