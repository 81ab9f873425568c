import type { Claim } from '../../src/claims/claim.js'
import type { Reader } from '../../src/claims/reader.js'
import type { Project } from '../../src/source/document.js'
import { parseMarkdown } from '../../src/source/markdown.js'
import { formatSpan } from '../../src/source/positions.js'
import { sourceOf } from '../../src/source/source-of.js'

/** A project of one Markdown document. */
export function projectOf(path: string, text: string): Project {
  return { folder: '/project', documents: [parseMarkdown(sourceOf(path, text)).document], diagnostics: [] }
}

/** The claims of some readers as lines to compare: subject, property, value, place, words, reader. */
export function claimLines(project: Project, readers: readonly Reader[]): string {
  const [document] = project.documents
  if (document === undefined) return ''
  return readers
    .flatMap((reader) => reader.read(document, project).claims)
    .map(
      (claim) =>
        `${subject(claim)} .${claim.property} = ${JSON.stringify(claim.value)}${place(claim)} ${claim.reader}\n`,
    )
    .join('')

  function place({ span }: Claim): string {
    const words = document?.source.text.slice(span.start, span.end) ?? ''
    const at = document === undefined ? '' : formatSpan(document.source, span).replace(/^[^:]*/, '')
    return ` @${at} ${JSON.stringify(words.length > 60 ? `${words.slice(0, 57)}...` : words)}`
  }
}

function subject({ subject: { kind, ...rest } }: Claim): string {
  return [kind, ...Object.values(rest)].join(' ')
}
