import type { SourceKind } from '../../source/source.js'

/** What kind of statements stand under a heading or label. */
export type Topic =
  | 'criteria'
  | 'scenarios'
  | 'edge-cases'
  | 'requirements'
  | 'rules'
  | 'entities'
  | 'scope'
  | 'stories'
  | 'background'

const TOPICS: readonly (readonly [RegExp, Topic])[] = [
  [/\bedge cases?\b|\bcorner cases?\b|\bboundary (?:cases?|conditions?)\b/i, 'edge-cases'],
  [/\bacceptance scenarios?\b|\btest (?:scenarios?|cases?)\b|^scenarios?\b|\bscenario \d/i, 'scenarios'],
  [/\bacceptance\b|\bdefinition of done\b|\bcriteria\b/i, 'criteria'],
  [
    /\bout[- ]of[- ]scope\b|\bnon-?goals?\b|\bfuture\b|\bnot in scope\b|\bexclu(?:ded|sions)\b|\bdeferred\b/i,
    'scope',
  ],
  [/\bkey entit|\bentit(?:y|ies)\b|\bdata models?\b/i, 'entities'],
  [/\brequirements?\b|\bfunctional\b/i, 'requirements'],
  [
    /\b(?:rules?|validations?|constraints?|behaviou?rs?|security|authori[sz]ation|permissions?|access control|error(?:s| handling| responses?)?|invariants?|polic(?:y|ies)|limits?|state transitions?|relationships?|indexes|data integrity|isolation|guarantees?|sorting|filtering|pagination|principles?)\b/i,
    'rules',
  ],
  [/\buser stor(?:y|ies)\b|\bstory\b|\bas an? \w/i, 'stories'],
  [
    /\b(?:why this priority|independent test|overview|introduction|background|purpose|context|technolog\w+|tech stack|stack|project structure|structure|folder|directory|references?|related|links?|table of contents|changelog|history|version|timeline|risks?|glossary|next steps|summary|complexity tracking|review|execution status|dependencies|notes for|metadata|deliverables|milestones?|phases?|workflow|commands?|setup|installation|prerequisites|getting started|deployment|running|troubleshooting)\b/i,
    'background',
  ],
]

/** The topic that a title opens; null when it says nothing of it. */
function topicOf(title: string): Topic | null {
  return TOPICS.find(([pattern]) => pattern.test(title))?.[1] ?? null
}

/** The topic of the innermost title that has one; a background title inside a topic ends it. */
export function topicUnder(titles: readonly string[]): Topic | null {
  for (const title of titles.toReversed()) {
    const topic = topicOf(title)
    if (topic !== null) return topic
  }
  return null
}

/** Kinds of documents in which only the words of RFC 2119 make a demand. */
const STRICT = new Set<SourceKind>(['plan', 'research', 'quickstart', 'guide', 'tasks', 'checklist'])

/** Whether only strong words make a demand in a kind of document. */
export function isStrict(kind: SourceKind): boolean {
  return STRICT.has(kind)
}
