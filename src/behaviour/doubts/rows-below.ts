import { belongingOf } from '../belonging.js'
import { wordingOf } from '../candidate.js'
import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'
import { isBelowShared, ROWS_BELOW } from '../steps/owner.js'

/** Words that say who alone changes rows. */
const SAID =
  /\b(?:owners?|authors?|creators?) only\b|\bonly (?:for )?(?:the |its |their )?(?:\w{2,20}['’]s )?(?:owner|author|creator)s?\b|\b(?:their|its|his|her|your|my) own\b/i

/**
 * Rows that name no user and belong to a row of somebody that everybody may read: `POST /recipes/{id}/steps`. Whoever has
 * a token could change them, or the owner of the recipe alone; no document says. One question for all.
 */
export const rowsBelow: Doubt = (candidate, { id, access, method, steps }) => {
  const { draft, entity, operation, answers } = candidate
  if (method === 'GET' || access !== 'authenticated' || steps === null || entity === null) return []
  const belonging = belongingOf(entity, draft.entities)
  if (belonging === null || !isBelowShared(draft, entity, belonging)) return []
  if (SAID.test(wordingOf(candidate))) return []
  const [above] = belonging.above
  return [
    {
      id: ROWS_BELOW,
      kind: 'missing',
      concern: 'security',
      blocking: false,
      subjects: [id, entity.name],
      about: `Rows of ${entity.name} name no user and belong to ${above?.name ?? 'a row'}, which everybody may read: no document says who may do ${id}.`,
      sources: [],
      spans: spansOf(operation),
      options: [
        { id: 'owner', label: 'only the user whose the row above is; others are refused' },
        { id: 'anyone', label: 'whoever has a token' },
      ],
      recommended: 'owner',
      answer: answers.get(ROWS_BELOW) ?? null,
    },
  ]
}
