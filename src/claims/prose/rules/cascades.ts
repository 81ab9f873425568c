import type { Claim } from '../../claim.js'
import { columnClaims } from '../../said.js'
import { lead, mustNot, must, refusal, service } from '../grammar/demand.js'
import { bareEntity, entity, field, type NamedEntity, tieOf } from '../grammar/nouns.js'
import { choice, means, optional, parse, type Phrase, sequence, word } from '../grammar/phrase.js'
import { ownerField } from '../owner.js'
import { type ProseRule, READER } from '../rule.js'
import type { KnownField } from '../vocabulary.js'

/** What becomes of the rows that refer to a row which is deleted. */
interface Cascade {
  readonly parent: NamedEntity
  readonly child: NamedEntity | KnownField
  readonly effect: 'cascade' | 'set-null' | 'restrict'
}

/** `When a shelf is deleted,` or `if the shelf is removed`. */
const deleted: Phrase<NamedEntity> = means(
  sequence<[unknown, NamedEntity, unknown, unknown]>(
    word('when', 'if', 'whenever', 'once'),
    means(
      sequence<[unknown, NamedEntity]>(optional(word('the parent', 'parent', 'their parent')), entity),
      ([, parent]) => parent,
    ),
    word('is deleted', 'are deleted', 'is removed', 'are removed', 'gets deleted', 'gets removed'),
    optional(word(',')),
  ),
  ([, parent]) => parent,
)

/** `its loans`, `all of their loans`, `all associated loans`. */
const dependants: Phrase<NamedEntity> = means(
  sequence<[unknown, unknown, NamedEntity]>(
    optional(word('all', 'all of', 'any', 'every', 'also')),
    optional(
      word(
        'its',
        'their',
        'the',
        'associated',
        'its associated',
        'their associated',
        'related',
        'all its',
        'all their',
        'the associated',
      ),
    ),
    bareEntity,
  ),
  ([, , child]) => child,
)

const TOO = optional(word('too', 'as well', 'also', 'with it', 'along with it', 'automatically'))
const BE = choice<unknown>(
  sequence<[unknown, unknown, unknown]>(must, optional(word('also')), word('be')),
  sequence<[unknown, unknown]>(word('is', 'are'), optional(word('also', 'automatically'))),
)

/** `… its loans are deleted too`, `… the shelf_id of its loans is set to null`. */
const follows: Phrase<Pick<Cascade, 'child' | 'effect'>> = choice<Pick<Cascade, 'child' | 'effect'>>(
  means(
    sequence<[NamedEntity, unknown, unknown, unknown]>(
      dependants,
      BE,
      word('deleted', 'removed', 'cascade deleted', 'cascade-deleted'),
      TOO,
    ),
    ([child]) => ({ child, effect: 'cascade' as const }),
  ),
  means(
    sequence<[KnownField, unknown, unknown]>(
      means(
        sequence<[KnownField, unknown]>(
          field,
          optional(sequence<[unknown, NamedEntity]>(word('of', 'on'), dependants)),
        ),
        ([column]) => column,
      ),
      choice<unknown>(sequence<[unknown, unknown]>(BE, word('set to')), word('becomes', 'become')),
      word('null'),
    ),
    ([child]) => ({ child, effect: 'set-null' as const }),
  ),
)

const cascade: Phrase<Cascade> = choice<Cascade>(
  // When a shelf is deleted, its loans are deleted too.
  means(sequence<[NamedEntity, Pick<Cascade, 'child' | 'effect'>]>(deleted, follows), ([parent, what]) => ({
    parent,
    ...what,
  })),
  // Loans are deleted when their shelf is deleted.
  means(sequence<[Pick<Cascade, 'child' | 'effect'>, NamedEntity]>(follows, deleted), ([what, parent]) => ({
    parent,
    ...what,
  })),
  // Deleting a shelf also deletes its loans.
  means(
    sequence<[unknown, NamedEntity, unknown, unknown, NamedEntity, unknown]>(
      word('deleting', 'removing', 'deletion of', 'removal of'),
      entity,
      optional(sequence<[unknown, unknown]>(optional(must), optional(word('also', 'automatically')))),
      word('deletes', 'removes', 'delete', 'remove', 'cascades to', 'cascade to', 'cascade deletes'),
      dependants,
      TOO,
    ),
    ([, parent, , , child]) => ({ parent, child, effect: 'cascade' as const }),
  ),
  // The system must cascade delete loans when their shelf is deleted.
  means(
    sequence<[unknown, unknown, NamedEntity, NamedEntity]>(
      service,
      word('cascade delete', 'cascade-delete', 'also delete', 'delete', 'remove'),
      dependants,
      deleted,
    ),
    ([, , child, parent]) => ({ parent, child, effect: 'cascade' as const }),
  ),
  // A shelf that still has loans cannot be deleted.
  means(
    sequence<[NamedEntity, unknown, NamedEntity, unknown, unknown]>(
      entity,
      word(
        'with',
        'that has',
        'that have',
        'that still has',
        'that still have',
        'which has',
        'which still has',
      ),
      dependants,
      mustNot,
      word('be deleted', 'be removed'),
    ),
    ([parent, , child]) => ({ parent, child, effect: 'restrict' as const }),
  ),
  // A shelf cannot be deleted while it has loans.
  means(
    sequence<[NamedEntity, unknown, unknown, unknown, unknown, NamedEntity]>(
      entity,
      mustNot,
      word('be deleted', 'be removed'),
      word('while', 'if', 'when', 'as long as'),
      word('it has', 'it still has', 'they have', 'they still have', 'there are'),
      dependants,
    ),
    ([parent, , , , , child]) => ({ parent, child, effect: 'restrict' as const }),
  ),
)

const whole = means(
  sequence<[unknown, unknown, Cascade, unknown]>(
    lead,
    optional(word('cascade delete :', 'cascade deletes :', 'cascade :', 'deletion :')),
    cascade,
    refusal,
  ),
  ([, , said]) => said,
)

/**
 * What becomes of rows whose parent is deleted: "Deleting a shelf also deletes its loans", "when a shelf is deleted, the
 * shelf_id of its loans is set to null", "a shelf with loans cannot be deleted". The rows of another entity that has no column for the parent say
 * nothing.
 */
export const cascadeRule: ProseRule = {
  name: 'cascades',
  form: 'Deleting a shelf also deletes its loans',
  read(sentence, vocabulary): readonly Claim[] {
    const said = parse(whole, sentence, vocabulary)
    if (said === null) return []
    const { parent, child, effect } = said
    const owner = /^(?:user|account|customer|owner)$/.test(parent.noun)
      ? ownerField(child.entity, vocabulary)
      : null
    const tie = tieOf(child.entity, parent.noun, vocabulary.fields)?.field ?? owner
    if (tie === null || ('field' in child && child.field !== tie) || child.entity === parent.entity) return []
    return columnClaims(READER, child.entity, tie, [
      { property: 'onDelete', value: effect, span: sentence.whole },
    ])
  },
}
