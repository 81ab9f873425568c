import { classify } from './classify.js'
import { lineStartsOf } from './positions.js'
import type { Feature, Source, SourceFormat } from './source.js'

/**
 * Makes a source from a document's text.
 *
 * @param path relative to the project, with `/`
 * @param feature the feature folder it stands in, or null
 */
export function sourceOf(path: string, text: string, feature: Feature | null = null): Source {
  const format = formatOf(path, text)
  const kind = classify(path, format, feature?.folder ?? null, text)
  return { id: path, kind, format, feature, text, lineStarts: lineStartsOf(text) }
}

function formatOf(path: string, text: string): SourceFormat {
  if (/\.json$/i.test(path)) return 'json'
  return /\.ya?ml$/i.test(path) && !isMarkdown(text) ? 'yaml' : 'markdown'
}

/** Whether a document under a `.yaml` name is Markdown: chapters and marks of its own, and no key of a contract. */
function isMarkdown(text: string): boolean {
  const head = text.slice(0, 20_000)
  return (
    !/^["']?(?:openapi|swagger|asyncapi|paths|components|info|\$schema|\$id|apiVersion|kind)["']?[ \t]{0,4}:/m.test(
      head,
    ) &&
    (head.match(/^#{1,6} \S/gm)?.length ?? 0) >= 3 &&
    /^(?:\*\*\S|```|- (?:\*\*|`)|\|)/m.test(head)
  )
}
