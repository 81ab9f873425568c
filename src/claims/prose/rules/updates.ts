import type { Claim } from '../../claim.js'
import { operationClaims } from '../../said.js'
import { followedIn } from '../../words/follow-words.js'
import { type ProseRule, READER } from '../rule.js'
import { entityOf, fieldsOf, operationsOf } from '../targets.js'

/** What an update does with fields: "at least one of title or note", "`done` is NOT changed by this", "only sent fields change". */
export const updateRule: ProseRule = {
  name: 'updates',
  form: 'At least one of title or note must be provided',
  read(sentence, vocabulary): readonly Claim[] {
    const { text } = sentence
    const span = sentence.whole
    const targets = operationsOf(sentence, vocabulary).filter(
      ({ method }) => method !== 'GET' && method !== 'DELETE',
    )
    if (targets.length === 0 || targets.length > 3) return []
    const entity = entityOf(sentence, vocabulary)
    const some = /\bat least one (?:of )?(?:the )?(?:following )?(?:fields?)?/i.exec(text)
    if (
      some !== null &&
      /\b(?:provided|present|given|required|included|sent|supplied|specified|must|be)\b/i.test(text)
    ) {
      const value = fieldsOf(text.slice(some.index), entity, vocabulary).map(({ field }) => field)
      return value.length < 2
        ? []
        : targets.flatMap((target) =>
            operationClaims(READER, target, [{ property: 'atLeastOne', value, span }]),
          )
    }
    if (followedIn(text) !== null) return []
    const kept =
      /\b(?:is|are|be|remains?|stays?)\s(?:NOT |not |never )(?:changed|modified|updated|affected|altered|touched)\b|\b(?:does|do|must|should|will|shall|can)(?: not|n't) (?:change|modify|alter|affect|update|touch|overwrite)\b|\b(?:remains?|stays?|left) unchanged\b|\bpreserv(?:es|ed)\b/i.exec(
        text,
      )
    if (kept !== null) {
      const value = fieldsOf(text, entity, vocabulary).map(({ field }) => field)
      return value.length === 0
        ? []
        : targets.flatMap((target) =>
            operationClaims(READER, target, [{ property: 'unchanged', value, span }]),
          )
    }
    if (
      /\bpartial(?:ly)? updat|\bonly (?:the )?(?:provided|sent|supplied|given|specified|included|changed) (?:fields?|values?)|\bomitted fields? (?:are|remain|stay|keep)/i.test(
        text,
      )
    )
      return targets
        .filter(changesRow)
        .flatMap((target) =>
          operationClaims(READER, target, [{ property: 'update', value: 'partial', span }]),
        )
    if (
      /\b(?:full|complete) (?:replacement|update)\b|\breplaces? (?:all|the whole|the entire|every)\b/i.test(
        text,
      )
    )
      return targets
        .filter(changesRow)
        .flatMap((target) => operationClaims(READER, target, [{ property: 'update', value: 'full', span }]))
    return []
  },
}

/**
 * Whether an operation changes a row as a whole. `PATCH (partial update)` among the methods of a project says nothing of
 * what makes a row, nor of `PATCH /loans/{id}/return`, whose body is what it does.
 */
function changesRow({ method, path }: { readonly method: string; readonly path: string }): boolean {
  return method !== 'POST' && !/\}\/[^{}/]+$/.test(path)
}
