import type { Claim } from '../../claim.js'
import { claimsOfValue, type WireFact } from '../../endpoints/wire-claims.js'
import type { ValueFacts } from '../../shape.js'
import { valueWords } from '../../value-words.js'
import { COUNTS, queryParametersIn } from '../grammar/query-parameters.js'
import { type ProseRule, READER } from '../rule.js'
import { entityOf, listsOf } from '../targets.js'
import { nameWords } from '../nouns.js'
import type { KnownOperation, Vocabulary } from '../vocabulary.js'

/** What may be said of a parameter in the sentence that names it. */
const SAYABLE: ReadonlySet<string> = new Set(['default', 'minimum', 'maximum', 'enum'])

/** Query parameters of a list: "When the query parameter `state` is given, only loans in that state are returned". */
export const queryParameterRule: ProseRule = {
  name: 'query-parameters',
  form: 'When the query parameter state is given, only loans in that state are returned',
  read(sentence, vocabulary): readonly Claim[] {
    const { text } = sentence
    if (REFUSES.test(text)) return []
    const entity = entityOf(sentence, vocabulary)
    const names = queryParametersIn(text, (name) =>
      (vocabulary.fields.get(nameWords(name).join(' ')) ?? []).some((field) => field.entity === entity),
    )
    if (names.length === 0) return []
    const lists = nearestBefore(
      listsOf(sentence, vocabulary, entity),
      vocabulary,
      text.slice(0, names[0]?.start ?? 0),
    )
    return lists.flatMap((target) =>
      names.flatMap(({ name, start, end }) => {
        const counts = COUNTS.test(name)
        const span = sentence.span(start, end)
        const facts: WireFact<ValueFacts>[] = [{ property: 'exists', value: true, span }]
        if (counts) facts.push({ property: 'type', value: 'integer', span })
        if (names.length === 1)
          for (const { start: from, end: to, ...fact } of valueWords(
            text.slice(end),
            counts ? 'integer' : 'string',
          ))
            if (SAYABLE.has(fact.property)) facts.push({ ...fact, span: sentence.span(end + from, end + to) })
        return claimsOfValue(READER, target, 'query', name, facts)
      }),
    )
  },
}

/** What is refused is read elsewhere, and a path parameter is no query parameter. */
const REFUSES = /\bpath param|\bfront-?end\b|\bnot (?:be )?(?:support|accept)\w*/i

/** Of several lists whose paths a sentence names, the last one before the parameter: `/shelves (CRUD), extended /loans with state`. */
function nearestBefore(
  lists: readonly KnownOperation[],
  vocabulary: Vocabulary,
  before: string,
): readonly KnownOperation[] {
  const named = [...before.matchAll(/\/[\w{}/-]{1,120}/g)].at(-1)?.[0].replace(/\/$/, '')
  if (named === undefined) return lists
  const isNamed = ({ path }: KnownOperation): boolean => path.endsWith(named)
  return vocabulary.operations.some(isNamed) ? lists.filter(isNamed) : lists
}
