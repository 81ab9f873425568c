import type { ContractDocument, Project } from '../../source/document.js'
import type { Span } from '../../source/span.js'
import type { OperationName } from '../outline/operation-name.js'
import type { Sentence } from '../prose/sentence.js'
import { createCollector } from './collector.js'
import { pathsOf } from './paths.js'
import { fieldOf, type Place, placeAt, topOf } from './place.js'
import { sentencesOf } from './prose.js'
import { readBasePath, wholePath } from './service.js'

/**
 * The sentences of a contract that speak of the service as a whole, and of its operations, each with the operation
 * that it describes.
 *
 * ```yaml
 * description: Only draft parcels can be deleted; otherwise 409.
 * ```
 */
export function contractSentences(document: ContractDocument, project: Project): readonly Sentence[] {
  const top = topOf(document, document.yaml)
  // What is wrong with the contract was reported when its claims were read.
  const collector = createCollector(document, project)
  const base = readBasePath(top, collector)
  const ofOperations = pathsOf(top, collector).flatMap(({ name, place, operations }) =>
    operations.flatMap(({ method, place: operation }) => {
      const path = wholePath(base, place, name, collector)
      const described = { method, path, query: null, start: 0, end: 0 }
      return ['summary', 'description'].flatMap((key) =>
        sentencesAt(fieldOf(operation, key), document, described),
      )
    }),
  )
  return [...sentencesAt(placeAt(top, 'info', 'description'), document, null), ...ofOperations]
}

function sentencesAt(
  place: Place | null,
  document: ContractDocument,
  operation: OperationName | null,
): readonly Sentence[] {
  if (place === null || place.document !== document) return []
  const sentences = sentencesOf(place)
  const headings = operation === null ? [] : [`${operation.method} ${operation.path}`]
  return sentences.map(({ text, start, end }, index): Sentence => {
    // Lines of a block are joined, so a part of a sentence has the place of the whole.
    const whole: Span = { source: document.source.id, start, end }
    return {
      text,
      span: () => whole,
      whole,
      operation,
      subject: null,
      following: sentences[index + 1]?.text ?? null,
      headings,
    }
  })
}
