import type { Claim } from '../../claim.js'
import { columnClaims, entityClaims } from '../../said.js'
import { type ProseRule, READER } from '../rule.js'
import { ownerField } from '../owner.js'
import type { Sentence } from '../sentence.js'
import { entityOf, type FieldMention, fieldsOf } from '../targets.js'
import type { Vocabulary } from '../vocabulary.js'

const DUPLICATE =
  /\b(?:prevents?|rejects?|refuses?|disallows?|forbids?|(?:does|must|should|shall|will) not (?:allow|accept|permit))\b.{0,30}?\bduplicates?\b/i
const SCOPE =
  /\b(?:per|within each|within|for each|for every|for|across|among|in)\s(?:a |an |the |each |every |one |single |same )?(.{2,40})/i
const SAME = /\bwith the same\s/i

/**
 * The field whose duplicates a sentence refuses: the one behind `duplicate`, or behind `with the same`. Rows of several
 * users may repeat what one user may not, so without a scope only rows that belong to nobody are meant.
 */
function refusedDuplicates(sentence: Sentence, vocabulary: Vocabulary): readonly Claim[] {
  const { text } = sentence
  const word = DUPLICATE.exec(text)
  if (word === null) return []
  const end = word.index + word[0].length
  const same = SAME.exec(text.slice(end))
  const from = same === null ? end : end + same.index + same[0].length
  const entity = entityOf(sentence, vocabulary)
  const [subject, ...others] = fieldsOf(text.slice(from), entity, vocabulary).filter(
    ({ start, type }) => start <= (same === null ? 8 : 4) && (type === 'string' || type === null),
  )
  if (subject === undefined || others.length > 0) return []
  return uniqueClaims(sentence, vocabulary, subject, text.slice(from + subject.end), true)
}

/** "Title must be unique per user", "the code is unique", "no two shelves of a room may share a label". */
export const uniquenessRule: ProseRule = {
  name: 'uniqueness',
  form: 'Label must be unique within a room',
  read(sentence, vocabulary): readonly Claim[] {
    const { text } = sentence
    const word =
      /\b(?:must|is|are|be|should be|has to be|remain)\s(?:globally |case-insensitively )?unique\b/i.exec(
        text,
      )
    if (word === null) return refusedDuplicates(sentence, vocabulary)
    if (/\b(?:identifier|id) (?:must|is|are)\b/i.test(text)) return []
    const entity = entityOf(sentence, vocabulary)
    const mentions = fieldsOf(text.slice(0, word.index), entity, vocabulary)
    const subject = mentions.at(-1)
    if (subject === undefined) return []
    return uniqueClaims(sentence, vocabulary, subject, text.slice(word.index + word[0].length), false)
  },
}

/**
 * A column that is unique, or unique within the scope that the words behind it name.
 *
 * @param unowned only a column of rows without an owner is unique when no scope is named
 */
function uniqueClaims(
  sentence: Sentence,
  vocabulary: Vocabulary,
  subject: FieldMention,
  rest: string,
  unowned: boolean,
): readonly Claim[] {
  const span = sentence.whole
  const scope = SCOPE.exec(rest.slice(0, 90))
  const words = scope === null || scope.index > (unowned ? 20 : 1) ? undefined : scope[1]
  if (words === undefined || /\b(?:system|all|globally|application|database)\b/i.test(words))
    return unowned && ownerField(subject.entity, vocabulary) !== null
      ? []
      : columnClaims(READER, subject.entity, subject.field, [{ property: 'unique', value: true, span }])
  const key = /^(?:user|owner|account|customer)/i.test(words)
    ? ownerField(subject.entity, vocabulary)
    : (fieldsOf(`${words.split(/[\s.,]/)[0] ?? ''} id`, subject.entity, vocabulary)[0]?.field ?? null)
  if (key === null || key === subject.field) return []
  return entityClaims(READER, subject.entity, [
    { property: 'uniqueTogether', value: { fields: [key, subject.field], name: null, where: [] }, span },
  ])
}
