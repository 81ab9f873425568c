import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { type Followed, followedIn } from '../../words/follow-words.js'
import { nameWords, nounOf } from '../nouns.js'
import { type ProseRule, READER } from '../rule.js'
import type { Sentence } from '../sentence.js'
import { entityOf, fieldsOf, operationsOf } from '../targets.js'
import type { KnownOperation, Vocabulary } from '../vocabulary.js'

/** A column that follows another one: "The slug also changes when the title changes". */
export const followedRule: ProseRule = {
  name: 'followed',
  form: 'The slug also changes when the title changes',
  read(sentence, vocabulary): readonly Claim[] {
    const entity = entityOf(sentence, vocabulary)
    const own = followedIn(sentence.text)
    const said = own === null ? followedBehind(sentence) : own
    if (said === null) return []
    const { field, from } = columnsOf(said, entity, vocabulary)
    // `The song is updated when …` tells of no column, and `updated_at is renewed when …` of a moment.
    if (field === null || from === null || field === from || vocabulary.entities.has(nounOf(field))) return []
    if (MOMENT.test(field) || !vocabulary.fields.has(nameWords(from).join(' '))) return []
    return targetsOf(sentence, vocabulary, entity, from).flatMap((target) =>
      operationClaims(READER, target, [
        { property: 'recomputed', value: { field, from }, span: sentence.whole },
      ]),
    )
  },
}

/** `The slug is made from the title; it also changes when the title changes`: the sentence behind says it of this one's subject. */
function followedBehind({ text, following }: Sentence): Followed | null {
  const behind = following === null || following === undefined ? null : followedIn(following)
  return behind !== null && PRONOUN.test(behind.what) ? { ...behind, what: text } : null
}

/** Columns of moments, which every change brings to the present. */
const MOMENT = /(?:_at|[a-z]At|timestamp)$/

const PRONOUN = /^\W{0,4}(?:and )?(?:it|this|that)\b/i

/** The column that follows, and the one that it follows. */
function columnsOf(
  { what, when, field, from }: Followed,
  entity: string | null,
  vocabulary: Vocabulary,
): Pick<Followed, 'field' | 'from'> {
  const source = fieldsOf(when, entity, vocabulary)[0]?.field ?? null
  const named = fieldsOf(what, entity, vocabulary).map((mention) => mention.field)
  // `The slug is made from the title and changes whenever that does.`
  if (source === null && named.length === 2) return { field: named[0] ?? null, from: named[1] ?? null }
  const follower = named.filter((name) => name !== source)
  return {
    field: (named.length > follower.length ? follower[0] : follower.at(-1)) ?? field,
    from: source ?? from,
  }
}

/** The operations that the sentence names, else those that change a row of the entity and take the column. */
function targetsOf(
  sentence: Sentence,
  vocabulary: Vocabulary,
  entity: string | null,
  from: string,
): readonly KnownOperation[] {
  const changing = ({ method }: KnownOperation): boolean => method === 'PUT' || method === 'PATCH'
  const sends = ({ method, shape }: KnownOperation): boolean =>
    vocabulary.bodies.get(`${method} ${shape}`)?.includes(from) ?? true
  const named = operationsOf(sentence, vocabulary).filter(changing)
  if (named.length > 0) return named.length > 3 ? [] : named.filter(sends)
  const noun = entity === null ? null : nounOf(entity)
  return vocabulary.operations.filter(
    (operation) =>
      changing(operation) &&
      operation.one &&
      operation.action === null &&
      operation.noun === noun &&
      sends(operation),
  )
}
