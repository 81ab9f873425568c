import type { Claim, ServiceFacts } from '../../claim.js'
import { type Said, serviceClaims } from '../../said.js'
import { type ProseRule, READER } from '../rule.js'

/** How callers are known: "the reader's id is taken from the JWT `sub` claim", "signed with HS256 and `LOAN_SECRET`". */
export const identityRule: ProseRule = {
  name: 'identity',
  form: 'user_id is extracted from the `sub` claim of the JWT',
  read(sentence): readonly Claim[] {
    const { text } = sentence
    if (!/\b(?:jwts?|tokens?|claims?)\b/i.test(text)) return []
    const span = sentence.whole
    const facts: Said<ServiceFacts>[] = []
    const claim =
      /[`"'(]?\b(sub|user_?id|uid|userId|id|email|user)\b[`"')]?\s(?:claim|field)\b|\bclaim[:s]?\s[`"'(](\w{1,40})[`"')]/i.exec(
        text,
      )
    const name = claim?.[1] ?? claim?.[2]
    const identifies =
      /\b(?:user(?:_?id|'s id| id| identity)?|identity|subject|identifies|identif(?:y|ied))\b/i.test(text)
    if (
      name !== undefined &&
      identifies &&
      /\b(?:extract\w*|from|in|contains?|via|decod\w+|read|as|identif\w+|match\w*|holds?|obtained|derived|taken)\b/i.test(
        text,
      )
    )
      facts.push({ property: 'identityClaim', value: name, span })
    const algorithm = /\b((?:HS|RS|ES|PS)(?:256|384|512)|EdDSA)\b/.exec(text)?.[1]
    if (algorithm !== undefined && !/\b(?:or|such as|e\.g|instead of|not)\b/i.test(text))
      facts.push({ property: 'algorithm', value: algorithm, span })
    const secret =
      /[`"]?\b([A-Z][A-Z0-9]{1,30}(?:_[A-Z0-9]{1,30}){0,4}_SECRET(?:_KEY)?|SECRET_KEY|JWT_SECRET(?:_KEY)?)\b/.exec(
        text,
      )?.[1]
    if (
      secret !== undefined &&
      /\b(?:verif\w+|sign\w*|validat\w+|shared|secret|decod\w+|using|with)\b/i.test(text)
    )
      facts.push({ property: 'secretEnv', value: secret, span })
    return serviceClaims(READER, facts)
  },
}
