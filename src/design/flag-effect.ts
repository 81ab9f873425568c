import { slug } from './canonical-name.js'
import type { QuestionPass } from './question-pass.js'

/**
 * An operation called a toggle that carries the new value, or a toggle and a
 * setter of the same flag beside each other: clients that retry see the
 * difference.
 */
export const askFlagEffect: QuestionPass = ({ assembly, operations }) => {
  const flags = operations.filter(
    ({ method, path, body, summary, facts }) =>
      /\}\/[^/]+$/.test(path) &&
      (method === 'PATCH' || method === 'POST' || method === 'PUT') &&
      (facts.flag !== undefined ||
        body.some(({ type }) => type === 'boolean') ||
        /\btoggl|\bmark/i.test(`${summary ?? ''} ${facts.description ?? ''} ${path}`)),
  )
  for (const operation of flags) {
    const text = `${operation.summary ?? ''} ${operation.facts.description ?? ''} ${operation.path}`
    const carried = operation.body.find(({ type }) => type === 'boolean')
    const rivals = flags.filter(
      (other) =>
        other !== operation &&
        other.resource === operation.resource &&
        other.method === operation.method &&
        other.body.some(({ type }) => type === 'boolean') !== (carried !== undefined),
    )
    if (!(carried !== undefined && /\btoggl/i.test(text)) && rivals.length === 0) continue
    const id = rivals.length > 0 ? `${slug(operation.resource)}-flag-effect` : `${slug(operation.id)}-effect`
    const spans = [operation, ...rivals]
      .flatMap(({ origins }) => (origins['exists'] ?? []).slice(0, 3))
      .flatMap((origin) => (origin.kind === 'claim' ? [origin.span] : []))
    assembly.questions.add({
      id,
      kind: rivals.length > 0 ? 'conflict' : 'ambiguous',
      concern: 'client-visible',
      blocking: false,
      subjects: [operation.id, ...rivals.map((rival) => rival.id)],
      about:
        rivals.length > 0
          ? `${operation.id} and ${rivals.map((rival) => rival.id).join(', ')} change the same thing, one with the new value and one without.`
          : `${operation.id} is called a toggle but carries the new value.`,
      sources: [...new Set(spans.map(assembly.sources.line))],
      spans,
      options: [
        { id: 'as-described', label: 'each does what its own body says: a value is set, no body flips' },
        { id: 'flip', label: 'every call flips the value; a repeated request undoes the first' },
      ],
      recommended: 'as-described',
      answer: assembly.answers.get(id) ?? null,
    })
  }
}
