import type { Claim } from '../../claim.js'
import { columnClaims, entityClaims } from '../../said.js'
import { type ProseRule, READER } from '../rule.js'
import { ownerField } from '../owner.js'
import { entityOf, fieldsOf } from '../targets.js'

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
    if (word === null || /\b(?:identifier|id) (?:must|is|are)\b/i.test(text)) return []
    const entity = entityOf(sentence, vocabulary)
    const mentions = fieldsOf(text.slice(0, word.index), entity, vocabulary)
    const subject = mentions.at(-1)
    if (subject === undefined) return []
    const span = sentence.whole
    const rest = text.slice(word.index + word[0].length)
    const scope =
      /^\s?(?:per|within|for each|for every|for|within each|across|among|in)\s(?:a |an |the |each |every |one |single )?(.{2,40})/i.exec(
        rest,
      )
    const words = scope?.[1]
    if (words === undefined || /\b(?:system|all|globally|application|database)\b/i.test(words))
      return columnClaims(READER, subject.entity, subject.field, [{ property: 'unique', value: true, span }])
    const key = /^(?:user|owner|account|customer)/i.test(words)
      ? ownerField(subject.entity, vocabulary)
      : (fieldsOf(`${words.split(/[\s.,]/)[0] ?? ''} id`, subject.entity, vocabulary)[0]?.field ?? null)
    if (key === null || key === subject.field) return []
    return entityClaims(READER, subject.entity, [
      { property: 'uniqueTogether', value: { fields: [key, subject.field], name: null, where: null }, span },
    ])
  },
}
