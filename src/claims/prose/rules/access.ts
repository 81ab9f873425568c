import type { Claim } from '../../claim.js'
import { operationNames } from '../../outline/operation-name.js'
import { operationClaims, serviceClaims } from '../../said.js'
import { type ProseRule, READER } from '../rule.js'
import { operationsOf } from '../targets.js'

const ALL = String.raw`\b(?:all|every|each|any)\b(?! protected)[^.]{0,60}?\b(?:endpoints?|routes?|requests?|operations?|apis?|calls?)\b`
const TOKEN = String.raw`\b(?:jwts?|bearer|(?:access |auth\w{0,12} )?tokens?|authentication|authorization header|authenticated)\b`
const NEEDS = String.raw`\b(?:requires?|must (?:include|have|carry|contain|provide|be (?:protected|secured|authenticated))|needs?|(?:is|are|be) (?:protected|secured|authenticated))\b`

/** "All loan endpoints require a valid token". */
const ALL_NEED = new RegExp(String.raw`${ALL}[^.]{0,60}?${NEEDS}[^.]{0,60}?(?:${TOKEN}|$)`, 'i')

/** "A token is required on every endpoint". */
const NEEDED_BY_ALL = new RegExp(
  String.raw`${TOKEN}[^.]{0,40}?\b(?:required|enforced|needed|checked)\b[^.]{0,30}?${ALL}`,
  'i',
)

const OPEN =
  /\b(?:is|are|be|remains?) (?:public|open|unauthenticated)\b|\bno auth\w{0,12}(?: (?:is )?(?:required|needed))?\b|\bwithout (?:authentication|a token|logging in)\b|\bdo(?:es)? not require (?:auth|a token|a jwt|jwt)/i

/** "All parcel endpoints require a valid JWT, except `GET /health`", "`POST /login` is public". */
export const accessRule: ProseRule = {
  name: 'access',
  form: 'All loan endpoints require a valid token',
  read(sentence, vocabulary): readonly Claim[] {
    const { text } = sentence
    const span = sentence.whole
    const all = ALL_NEED.exec(text) ?? NEEDED_BY_ALL.exec(text)
    if (all !== null) {
      if (!new RegExp(TOKEN, 'i').test(text) || /\b(?:not|n't) (?:require|need)|\b[45]\d\d\b/i.test(text))
        return []
      const prefix =
        /(?:under|starting with|beginning with|all) [`"]?(\/[\w/-]{1,80})/i.exec(text)?.[1] ?? null
      const value = {
        access: 'authenticated' as const,
        prefix: prefix?.replace(/\/$/, '') ?? null,
        except: exceptions(text),
      }
      return serviceClaims(READER, [{ property: 'access', value, span }])
    }
    if (!OPEN.test(text) || /\b(?:all|every|[45]\d\d|tests?)\b/i.test(text)) return []
    const named = operationNames(text).length > 0 || sentence.operation !== null
    return (named ? operationsOf(sentence, vocabulary) : []).flatMap((target) =>
      operationClaims(READER, target, [{ property: 'access', value: 'public', span }]),
    )
  },
}

/** Paths behind `except`, `other than`, `excluding`. */
function exceptions(text: string): readonly string[] {
  const at = /\b(?:except|other than|excluding|apart from|besides|unless)\b/i.exec(text)
  if (at === null) return []
  const rest = text.slice(at.index)
  return [...rest.matchAll(/(?<=[\s`"'(,])\/[\w{}/-]{0,120}/g)].map(([path]) => path.replace(/(.)\/$/, '$1'))
}
