import type { Draft } from '../../design/draft.js'
import { withAssociations } from './associations.js'
import { withCollections } from './collections.js'
import { withNamedRows } from './named-rows.js'
import { withPairs } from './pairs.js'
import { withPathKeys, withSurrogateKey } from './keys.js'
import { withSoleRows } from './sole-rows.js'
import { withShownReferences } from './shown-references.js'
import { withEmbeddedReferences, withParents } from './references.js'

/**
 * The draft with what its operations entail of its tables: keys, references to what clients see embedded,
 * parents, relations between callers and rows, and lists that are searched by their elements.
 */
export function withRelations(draft: Draft): Draft {
  const keyed: Draft = { ...draft, entities: draft.entities.map((entity) => withSurrogateKey(draft, entity)) }
  const tied = withAssociations(withParents(withEmbeddedReferences(withShownReferences(withPathKeys(keyed)))))
  return withSoleRows(withNamedRows(withCollections(withPairs(tied))))
}
