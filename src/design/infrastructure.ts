import type { Claim } from '../claims/claim.js'
import type { Assembly } from './assembly.js'

/** Features about how the service is run. Their models are of clusters, charts and images, not of rows. */
const INFRASTRUCTURE =
  /(?:^|[-_/])(?:kubernetes|k8s|minikube|helm|docker|containeri[sz]ation|deployment|terraform|infrastructure|ci-?cd|devops)(?:$|[-_/])/i

/** Readers of words and tables of fields; code that defines tables, as SQL does, means rows in any feature. */
const OF_WORDS: ReadonlySet<string> = new Set([
  'entity-sections',
  'key-entities',
  'entity-lines',
  'entity-diagrams',
])

/** Whether a claim may tell what the backend stores: not the words of a document about how the service is run. */
export function storedClaims({ sources }: Pick<Assembly, 'sources'>): (claim: Claim) => boolean {
  return ({ span, reader }) => {
    if (!OF_WORDS.has(reader)) return true
    const folder = sources.sources.get(span.source)?.feature?.folder ?? ''
    return !INFRASTRUCTURE.test(folder.slice(folder.lastIndexOf('/') + 1))
  }
}
