import type { Claim } from '../../claim.js'
import { columnClaims, operationClaims } from '../../said.js'
import { deniesSoftDeletion } from '../../words/deletion-words.js'
import { nounOf } from '../nouns.js'
import { ownerField } from '../owner.js'
import { type ProseRule, READER } from '../rule.js'
import { entityOf, operationsOf } from '../targets.js'

const HARD =
  /\bpermanent(?:ly)?\b|\bhard[- ]delet|\b(?:removed|deleted) from (?:the )?(?:database|storage|system)\b|\bno soft[- ]delet|\bcannot be (?:undone|restored|recovered)\b|\birreversibl[ey]\b/i
const SOFT =
  /\bsoft(?:ly)?[- ](?:delet|remov|cancel|archiv|deactivat)|\b(?:exclus[aã]o|remo[cç][aã]o|dele[cç][aã]o|eliminaci[oó]n|baja|borrado|cancellazione|suppression) l[oó]gi(?:c[ao]|que)|\blogische[rsn]? (?:l[oö]schung|l[oö]schen)|\bmarcad[oa] como (?:inativ|inactiv|exclu[ií]d|eliminad|borrad|removid)[oa]|\bmark(?:s|ed)? (?:\w{1,20} ){0,2}as (?:deleted|removed|inactive)\b|\bset(?:s|ting)? (?:the )?(?:is_)?deleted(?:_at|_on|At)?\b|\bdeactivated instead\b|\bnot (?:permanently|physically) (?:deleted|removed)\b/i

/** Words for removing, in the languages that words of soft deletion are known of. */
const ABOUT = /\b(?:delet|remov|eras|exclu|elimin|borra|baja|dele[cç]|cancella|suppress|l[oö]sch)/i

/** What may come or not: `Add a removed_at column for soft deletes (if required)`. */
const MAY_COME = /\bif (?:required|needed|necessary|desired|wanted)\b|\b(?:potential|possible|future) /i

/** "Deletion is permanent", "loans are soft-deleted", "when a user is deleted, their loans are deleted too". */
export const deletionRule: ProseRule = {
  name: 'deletion',
  form: 'Deletion is permanent',
  read(sentence, vocabulary): readonly Claim[] {
    const { text } = sentence
    if (!ABOUT.test(text) || MAY_COME.test(text)) return []
    const span = sentence.whole
    const cascade = cascaded(text)
    const entity = entityOf(sentence, vocabulary)
    if (cascade) {
      const owner = entity === null ? null : ownerField(entity, vocabulary)
      return entity === null || owner === null
        ? []
        : columnClaims(READER, entity, owner, [{ property: 'onDelete', value: 'cascade', span }])
    }
    if (/\baccounts?\b/i.test(text) && (entity === null || !/account|user/i.test(entity))) return []
    const soft = SOFT.test(text) && !deniesSoftDeletion(text)
    if (!soft && !HARD.test(text)) return []
    const noun = entity === null ? null : nounOf(entity)
    const own = operationsOf(sentence, vocabulary).filter(({ method }) => method === 'DELETE')
    const targets =
      own.length > 0
        ? own
        : vocabulary.operations.filter(
            (operation) => operation.method === 'DELETE' && operation.noun === noun,
          )
    return targets.flatMap((target) =>
      operationClaims(READER, target, [{ property: 'deletion', value: soft ? 'soft' : 'hard', span }]),
    )
  },
}

/** The rows of a user that is deleted are deleted as well; `contact_id ON DELETE CASCADE` is about other rows. */
function cascaded(text: string): boolean {
  if (/\bON DELETE CASCADE\b/i.test(text))
    return /\b(?:users?|accounts?|owners?|user_id|owner_id)\b/i.test(text)
  return /\b(?:when|if) (?:a |an |the )?(?:user|account|owner)s? (?:is|are|gets?) (?:deleted|removed),? .{0,40}\b(?:deleted|removed)\b|\bdeleting (?:a |an |the )?(?:user|account) (?:also )?(?:deletes|removes)\b/i.test(
    text,
  )
}
