import type { Field } from '../../design/entity.js'
import { columnByVerb, type MovedColumn } from './column-by-verb.js'

/** Verbs by which there is more of something. */
const RAISES = /^(?:(?:increment|replenish)(?:s|es|ed|ing)?|(?:increas|restor|releas)(?:e|es|ed|ing))$/

/** Verbs that say it with `back` or `to` alone: `gives the quantity back`, `adds it to the stock`. */
const GIVES = /^(?:giv(?:e|es|en|ing)|put(?:s|ting)?|add(?:s|ed)|returns|returned|goes)$/

/** Forms that may follow their object: `the stock is restored`, `the copy is given back`. */
const PASSIVE = /^(?:incremented|replenished|increased|restored|released|given|put|added|returned|goes)$/

const VERB_TO_NOUN = 8

/**
 * Which of the columns a text says rises again: `gives the quantity back to the stock`, `the available copies are restored`.
 *
 * @returns null when the text says it of none, or of several
 */
export function givenColumn(text: string, columns: readonly Field[]): MovedColumn | null {
  return columnByVerb(text, columns, {
    effectOf: (word, next) => {
      const raises = RAISES.test(word) || (GIVES.test(word) && next.some((one) => /^(?:back|to)$/.test(one)))
      return raises ? (PASSIVE.test(word) ? 'either' : 'behind') : 'none'
    },
    reach: VERB_TO_NOUN,
    // `the available copies of the tool are incremented`
    before: 6,
  })
}
