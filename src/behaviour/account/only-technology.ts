/** What tools and storage are called, in the words that specifications use. */
const TECHNOLOGY =
  /\b(?:fastapi|sqlmodel|sqlalchemy|pydantic|postgres(?:ql)?|neon|sqlite|python|orms?|rest(?:ful)?|apis?|json|http|openapi|swagger|application\/json|databases?|db|tables?|schemas?|sql|back-?ends?|frameworks?|librar(?:y|ies)|providers?|serverless|servers?|storage|models?|end-?points?|routes?|methods?|conventions?|styles?|content-?types?|v\d{1,2})\b/g

/** Words that tie the names of tools together without demanding anything of their own. */
const TIES =
  /\b(?:fr|sc|nfr|req|must|shall|should|will|is|are|be|been|the|a|an|and|or|with|via|for|of|in|on|to|as|by|from|all|only|using|use[sd]?|built|based|implement(?:ed|s)?|follow(?:s|ed|ing)?|persist(?:s|ed|ent|ence|ing)?|stored?|data|users?|requests?|responses?|bod(?:y|ies)|payloads?|formats?|return(?:s|ed)?|accepts?|types?|under|paths?|connect(?:s|ed|ion|ions)?|accessed|access|through|layer|system|match|schema|design(?:ed)?|properly|define[sd]?|definitions?|created?|automatically|startup|tech(?:nology)?|stack|primary|main|proper|standard|validation|validated?|input|output|every|each|their)\b/g

/**
 * Whether a sentence says nothing more than which technology is used: `Backend MUST use SQLModel for the ORM`. A
 * sentence that goes on (pools, triggers, no blocking calls, a container) demands more than a table that is there
 * or a route that answers can show.
 */
export function saysOnlyTechnology(text: string, entities: readonly string[]): boolean {
  let rest = text.toLowerCase()
  for (const name of entities) rest = rest.replaceAll(name, ' ')
  rest = rest.replace(TECHNOLOGY, ' ').replace(TIES, ' ')
  return [...rest.matchAll(/\p{L}{2,}/gu)].length <= 1
}
