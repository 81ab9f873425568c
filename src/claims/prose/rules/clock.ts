import type { Claim } from '../../claim.js'
import type { ClockRule } from '../../row-rule.js'
import { entityClaims } from '../../said.js'
import { type Answer, answered } from '../grammar/answer.js'
import {
  demandedStanding,
  describedStanding,
  refusedStanding,
  remarkedStanding,
  type Standing,
  writing,
} from '../grammar/clock.js'
import { lead, mustNot, refuses, service } from '../grammar/demand.js'
import { bareEntity, entity, field, type NamedEntity } from '../grammar/nouns.js'
import {
  choice,
  type Input,
  means,
  optional,
  parse,
  type Phrase,
  sequence,
  token,
  word,
} from '../grammar/phrase.js'
import { subject } from '../grammar/subject.js'
import { tokensOf } from '../grammar/token.js'
import { type ProseRule, READER } from '../rule.js'
import type { Sentence } from '../sentence.js'
import type { KnownField, Vocabulary } from '../vocabulary.js'

/** Words that only rules against the clock have. */
export const CLOCK_RULE =
  /\b(?:past|future|future-dated|now|today|current (?:date|time|day|moment)|present)\b/i

/** Words that make a description a demand. */
const DEMAND =
  /\b(?:must|shall|should|ensures?|validates?|verif(?:y|ies)|enforces?|requires?|checks?|make sure)\b/i

/** Values, how they stand to the present, when that is looked at, and the answer to a breach. */
interface Said {
  readonly fields: readonly KnownField[]
  readonly standing: Standing
  readonly at: ClockRule['at']
  readonly answer: Answer | null
}

type Tail = readonly [ClockRule['at'] | null, Answer | null]

const tail: Phrase<Tail> = sequence<[ClockRule['at'] | null, Answer | null]>(writing, answered)

function saidOf(fields: readonly KnownField[], standing: Standing, [at, answer]: Tail): Said {
  return { fields, standing, at: at ?? 'any', answer }
}

/** `The due date of a loan must not be in the past when it is created, otherwise 400`. */
const direct: Phrase<Said> = means(
  sequence<[unknown, ClockRule['at'] | null, unknown, readonly KnownField[], Standing, Tail]>(
    lead,
    writing,
    optional(word(',', ':')),
    subject,
    choice(demandedStanding, describedStanding),
    tail,
  ),
  ([, before, , fields, standing, after]) => saidOf(fields, standing, [before ?? after[0], after[1]]),
)

/** `Reject loans with a due date in the past`, `do not accept due dates in the past`. */
const refusing: Phrase<Said> = means(
  sequence<[unknown, unknown, unknown, readonly KnownField[], Standing, Tail]>(
    service,
    choice<unknown>(
      refuses,
      sequence<[unknown, unknown]>(
        choice<unknown>(mustNot, word('not', 'do not', 'does not', 'never')),
        word('allow', 'accept', 'permit'),
      ),
    ),
    optional(
      sequence<[NamedEntity, unknown]>(
        entity,
        word('with', 'with a', 'with an', 'whose', 'having a', 'that have a', 'where the'),
      ),
    ),
    subject,
    refusedStanding,
    tail,
  ),
  ([, , , fields, standing, after]) => saidOf(fields, standing, after),
)

/** `Due dates in the past are rejected with 422`, `a loan with a due date in the past is refused`. */
const refused: Phrase<Said> = means(
  sequence<[unknown, unknown, readonly KnownField[], Standing, unknown, Tail]>(
    lead,
    optional(
      sequence<[NamedEntity, unknown]>(entity, word('with', 'with a', 'with an', 'whose', 'having a')),
    ),
    subject,
    refusedStanding,
    choice<unknown>(
      sequence<[unknown, unknown]>(
        word('is', 'are', 'must be', 'should be', 'shall be', 'will be', 'gets', 'get'),
        word(
          'rejected',
          'refused',
          'not allowed',
          'not accepted',
          'not permitted',
          'invalid',
          'forbidden',
          'disallowed',
        ),
      ),
      sequence<[unknown, unknown]>(mustNot, word('be accepted', 'be allowed', 'be permitted', 'be taken')),
    ),
    tail,
  ),
  ([, , fields, standing, , after]) => saidOf(fields, standing, after),
)

/** `Bookings cannot start in the past`: the verb names the one column that tells when. */
const verbal: Phrase<Said> = means(
  sequence<[unknown, NamedEntity, unknown, string, Standing, Tail]>(
    lead,
    entity,
    mustNot,
    token(({ kind, text }) => (kind === 'word' && text !== 'be' ? text : null)),
    refusedStanding,
    tail,
  ),
  ([, named, , verb, standing, after], { vocabulary }) => {
    const column = momentOf(named, verb, vocabulary)
    return column === null ? null : saidOf([column], standing, after)
  },
)

/** The only column of an entity that a verb names: `starts_at` for "start"; null where several or none do. */
function momentOf({ entity: of }: NamedEntity, verb: string, { fields }: Vocabulary): KnownField | null {
  const stem = verb.replace(/(?:ing|ed|s)$/, '')
  const found = [...fields].flatMap(([words, known]) =>
    new RegExp(`^${stem}(?:s|ing)?(?: (?:time|date|at|on|datetime))?$`).test(words)
      ? known.filter((each) => each.entity === of)
      : [],
  )
  const [only, ...more] = found
  return only === undefined || more.length > 0 ? null : only
}

const whole = choice(direct, refusing, refused, verbal)

/**
 * Values against the clock:
 *
 *     The due date of a loan must not be in the past
 *     Reject stays whose arrival date is in the past (400)
 *     birth_date: cannot be in the future
 */
export const clockRule: ProseRule = {
  name: 'clock',
  form: 'The due date must not be in the past',
  read(sentence, vocabulary): readonly Claim[] {
    if (!CLOCK_RULE.test(sentence.text)) return []
    const said = saidIn(sentence, vocabulary)
    if (said === null) return []
    return said.fields.flatMap(({ entity: of, field: column }) => {
      const { standing, at, answer } = said
      const rule: ClockRule = { kind: 'clock', column, ...standing, at, answer }
      return entityClaims(READER, of, [{ property: 'rowRule', value: rule, span: sentence.whole }])
    })
  },
}

function saidIn(sentence: Sentence, vocabulary: Vocabulary): Said | null {
  const said = parse(whole, sentence, vocabulary)
  if (said !== null) {
    const plain = !DEMAND.test(sentence.text) && parse(described, sentence, vocabulary) !== null
    return plain ? null : said
  }
  return remarked({ tokens: tokensOf(sentence.text), sentence, vocabulary })
}

/** A sentence that only tells what is so. */
const described = sequence<[unknown, readonly KnownField[], Standing, Tail]>(
  lead,
  subject,
  describedStanding,
  tail,
)

/** Most tokens between the name of a field and what is said of it. */
const LONGEST_ASIDE = 16

/** `due_date (date, required): must not be in the past`, or what the row of a column says between commas. */
function remarked(input: Input): Said | null {
  const column = columnOf(input)
  if (column === null) return null
  const { tokens } = input
  for (const [at, { text }] of tokens.entries()) {
    const before = at === 0 ? null : (tokens[at - 1]?.text ?? '')
    if (at > LONGEST_ASIDE * 2) return null
    if (before !== null && !/^[,;:(|.–—-]$/.test(before) && !/^(?:must|cannot|can't)$/.test(text)) continue
    const match = sequence<[Standing, ClockRule['at'] | null]>(remarkedStanding, writing)(input, at)
    if (match === null) continue
    const after = tokens[match.next]
    const rest = answered(input, match.next)
    if (rest === null && after !== undefined && !/^[,;.)]$/.test(after.text)) return null
    const changed = tokens
      .slice(match.next, match.next + 3)
      .some((each) => /^(?:unless|except|or|if|when|only|until|but)$/.test(each.text))
    if (rest === null && changed) return null
    return {
      fields: [column],
      standing: match.value[0],
      at: match.value[1] ?? 'any',
      answer: rest?.value ?? null,
    }
  }
  return null
}

/** The field that a row or an item describes. */
function columnOf(input: Input): KnownField | null {
  const { sentence, vocabulary } = input
  if (typeof sentence.subject === 'string') {
    const named: Input = { tokens: tokensOf(sentence.subject), sentence, vocabulary }
    const own = field(named, 0)
    return own !== null && own.next === named.tokens.length ? own.value : null
  }
  const opening = sequence<[unknown, KnownField]>(
    optional(sequence<[NamedEntity, unknown]>(bareEntity, word('.'))),
    field,
  )(input, 0)
  const next = opening === null ? undefined : input.tokens[opening.next]
  return opening !== null && /^[(:–—|-]$/.test(next?.text ?? '') ? opening.value[1] : null
}
