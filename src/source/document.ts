import type { Root } from 'mdast'
import type { Document as YamlDocument } from 'yaml'
import type { Diagnostic } from '../diagnostics/diagnostic.js'
import type { Source } from './source.js'

/** A heading and what stands under it, up to the next heading of the same or a higher level. */
export interface Section {
  /** Title without Markdown marks; empty for what stands before the first heading. */
  readonly title: string
  /** 1 to 6; 0 for what stands before the first heading. */
  readonly depth: number
  /** Titles of the sections around this one, outermost first, without its own. */
  readonly trail: readonly string[]
  /** Offsets of the heading line. */
  readonly heading: { readonly start: number; readonly end: number }
  /** The mdast nodes directly in this section, without those of its children. */
  readonly nodes: Root['children']
  readonly children: readonly Section[]
}

/** A Markdown document: tables repaired, sections as a tree. */
export interface MarkdownDocument {
  readonly kind: 'markdown'
  readonly source: Source
  readonly root: Root
  readonly sections: readonly Section[]
}

/** A YAML or JSON document that is, or claims to be, an OpenAPI contract. */
export interface ContractDocument {
  readonly kind: 'contract'
  readonly source: Source
  readonly yaml: YamlDocument
  /** The further documents of the file, after `---`; most files have none. */
  readonly others: readonly YamlDocument[]
}

/** A document as the readers see it. */
export type Document = MarkdownDocument | ContractDocument

/** A code block, or a file of code, whose text can be traced to its document. */
export interface Fragment {
  readonly source: Source
  /** Language of the fence in lower case; null without one. */
  readonly language: string | null
  readonly text: string
  /** For each line of `text`: the offset in `source.text` of its first code unit. */
  readonly lineOffsets: readonly number[]
  /** Titles of the sections around it, outermost first. */
  readonly headings: readonly string[]
}

/** All documents of a project, in the order in which later ones amend earlier ones. */
export interface Project {
  /** Absolute path. */
  readonly folder: string
  readonly documents: readonly Document[]
  readonly diagnostics: readonly Diagnostic[]
}
