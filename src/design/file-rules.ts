import type { Failure } from './step.js'

/** A type of file that can be told by what it holds, whatever a client calls it. */
export type FileType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/gif'
  | 'image/webp'
  | 'application/pdf'
  | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
  | 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  | 'application/vnd.openxmlformats-officedocument.presentationml.presentation'

/** What uploaded files must satisfy, and the answers when they do not. */
export interface FileRules {
  readonly types: readonly FileType[]
  readonly maxBytes: number
  /** Most files of one request. */
  readonly maxFiles: number
  /** Most files that the row holds; null without a limit. */
  readonly room: number | null
  readonly wrongType: Failure
  readonly tooLarge: Failure
  readonly tooMany: Failure
}
