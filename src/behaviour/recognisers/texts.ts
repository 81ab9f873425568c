import { snakeCase } from '../naming.js'
import { originsOf } from '../origins.js'
import type { Recogniser } from '../recogniser.js'
import { implemented, notImplemented } from '../recogniser.js'
import { collectionListed } from '../relations/collections.js'
import { guardSteps } from '../steps/guard.js'

/** Answers all different texts that rows hold in a list: `GET /tags` of articles with `tagList`. */
export const texts: Recogniser = {
  behaviour: 'list',
  answers: 'texts',
  recognises: ({ draft, operation }) => collectionListed(draft, operation) !== null,
  implement: (candidate) => {
    const listed = collectionListed(candidate.draft, candidate.operation)
    const collection = listed?.entity.collections?.find(({ name }) => name === listed.field)
    if (collection === undefined) return notImplemented('it is not known where the texts are kept')
    const guard = guardSteps(candidate)
    if (!guard.ok) return notImplemented(guard.why)
    const rows = snakeCase(candidate.word)
    return implemented(
      [
        ...guard.value,
        {
          kind: 'distinct',
          rows,
          entity: collection.entity,
          field: collection.column,
          origins: originsOf(candidate.operation, 'exists'),
        },
      ],
      rows,
    )
  },
}
