/** Words that make a sentence a demand in any document. */
const STRONG =
  /\b(?:MUST|SHALL|SHOULD|NEVER|ALWAYS|REQUIRED|MANDATORY|must|shall|must not|cannot|can't|may not|never|forbidden|prohibited|not allowed|is required|are required|requires?|mandatory)\b/

/** Words that do so in a document that describes the service. */
const PLAIN =
  /\b(?:should|always|only|unique|default(?:s|ed)?|optional|required|at (?:least|most)|max(?:imum)?|min(?:imum)?|up to|between \d|returns?|respond(?:s|ed)?|responses?|reject(?:s|ed)?|allow(?:s|ed)?|den(?:y|ies|ied)|den(?:ial)|ignore[sd]?|valid(?:ate[sd]?|ation)?|invalid|sort(?:s|ed)?|order(?:s|ed)?|filter(?:s|ed)?|search(?:es)?|paginat\w+|limit(?:s|ed)?|toggles?|soft[- ]delete\w*|cascad\w+|delet(?:e|es|ed|ing)|creat(?:e|es|ed)|updat(?:e|es|ed)|set(?:s)? to|auto(?:matic|matically|-generated|-set|-updated)?|if|when|unless|can|will|ensure[sd]?|prevent[s]?|enforce[sd]?|support[s]?|accept[s]?|expire[sd]?|hash(?:ed)?|stored?|index(?:es|ed)?|foreign key|primary key|nullable|not null|not|no|empty|list(?:s)?|shows?|log(?:s|ged)?|match(?:es)?|protected|authenticated|[1-5]\d\d)\b/i

/**
 * Whether a sentence demands something.
 *
 * @param strict whether only the words of RFC 2119 and their like count, as in plans, guides and research
 */
export function isDemand(text: string, strict: boolean): boolean {
  return STRONG.test(text) || (!strict && PLAIN.test(text))
}

/** Whether a sentence in running prose demands something: there the weaker words mostly describe. */
export function isProseDemand(text: string, strict: boolean): boolean {
  if (STRONG.test(text)) return true
  return (
    !strict &&
    (EFFECT.test(text) ||
      /\b(?:should|only|always|unless|at least|at most|no more than|default(?:s|ed)? (?:to|is|value|order)|returns? (?:an? )?(?:\d|error|empty|the|all|list)|respond(?:s)? with|rejected|ignored|not (?:be|exposed|returned|stored)|(?:is|are) (?:not )?(?:unique|optional|sorted|ordered|filtered|validated|hashed|stored|deleted|public|protected|limited|soft|automatically|set|preserved|unchanged|case-insensitive))\b/i.test(
        text,
      ))
  )
}

/** What an action does, and what it is answered with: `Adding an item decreases the stock`, `a duplicate name returns 409`. */
const EFFECT =
  /^[A-Z][a-z]{2,14}ing (?:[^.]{0,80} )?(?:sets?|clears?|decreases?|increases?|decrements?|increments?|reduces?|restores?|gives?|removes?|adds?|creates?|deletes?|moves?|marks?|resets?|releases?|frees?|cancels?|closes?)\b|\b(?:is|are|gets?) refused\b|\b(?:returns?|answers?|answer is|gives?|fails? with|(?:answered|refused|rejected) with)(?: an?)? [45]\d\d\b/
