import type { Field } from '../../design/entity.js'
import type { FileRules, FileType } from '../../design/file-rules.js'
import type { BodyField } from '../../design/operation.js'
import type { Failure } from '../../design/step.js'
import type { Candidate } from '../candidate.js'
import { bytesIn, typesIn } from '../file-words.js'
import type { Built } from './guard.js'
import { built, unbuilt } from './guard.js'
import { saidOfFiles } from './said-of-files.js'

const IMAGES: readonly FileType[] = ['image/jpeg', 'image/png', 'image/gif', 'image/webp']

/** Largest file where the documents name no limit. */
const DEFAULT_BYTES = 5 * 1024 * 1024

/** Most files of one request where the documents name no limit. */
const DEFAULT_FILES = 10

/** What an operation's own documents say of its files. */
function wordsOfFiles({ operation, text }: Candidate, file: Pick<BodyField, 'description'> | null): string {
  return [operation.summary, operation.description, file?.description ?? null, text]
    .filter((one) => one !== null)
    .join(' ')
}

/** Endings of files that nothing in their first bytes tells apart from others, or that are not known here. */
const UNKNOWN =
  /(?:^|[\s(,/.|*`'"])(docm?|xlsm?|xls|ppt|odt|ods|rtf|txt|csv|tsv|svg|bmp|tiff?|heic|heif|avif|mp3|mp4|m4a|wav|ogg|mov|avi|mkv|webm|epub|zip|rar|7z|tar|gz|dwg|step|stl)(?=$|[\s),/.|;:`'"])/gi

/** Words that make an ending one of allowed files. */
const ALLOWED =
  /\b(?:types?|formats?|extensions?|files?|uploads?|accept(?:s|ed)?|allow(?:s|ed)?|support(?:s|ed)?|jpe?g|png|gif|webp|pdf|docx|xlsx|pptx)\b/i

/** Types of files that the documents allow and that cannot be told by their content: `CSV`, `DOC`. */
export function unknownTypes(
  candidate: Candidate,
  file: Pick<BodyField, 'name' | 'description'> | null,
): readonly string[] {
  const said = [
    wordsOfFiles(candidate, file),
    ...saidOfFiles(candidate, file).map(({ statement }) => statement.text),
  ].join(' ')
  const found = [...said.matchAll(UNKNOWN)].filter(({ index, 0: whole }) =>
    ALLOWED.test(said.slice(Math.max(0, index - 60), index + whole.length + 30).replace(whole, ' ')),
  )
  return [...new Set(found.map((match) => (match[1] ?? '').toUpperCase()))]
}

/**
 * What the documents allow of uploaded files: types by their names, `max 5 MB`, at most so many files. Pictures may be
 * of the usual types where none are named; of other files the types must be said.
 */
export function fileRules(candidate: Candidate, file: BodyField, column: Field): Built<FileRules> {
  const { word } = candidate
  const said = wordsOfFiles(candidate, file)
  const beside = saidOfFiles(candidate, file)
  const own = typesIn(said)
  const named = own.length > 0 ? own : (beside.find(({ types }) => types.length > 0)?.types ?? [])
  const pictures = /image|photo|avatar|picture|logo|cover|thumbnail/i.test(
    `${word} ${file.name} ${column.name}`,
  )
  if (named.length === 0 && !pictures) {
    const strange = unknownTypes(candidate, file)
    return unbuilt(
      strange.length > 0
        ? `nothing in a file tells that it is ${strange.join(' or ')}, and only files whose content shows their type can be checked`
        : 'no document says of which types the files may be',
    )
  }
  const bytes = bytesIn(said) ?? beside.find((each) => each.bytes !== null)?.bytes ?? DEFAULT_BYTES
  const maxFiles = file.type === 'array' ? (file.maxItems ?? DEFAULT_FILES) : 1
  return built({
    types: named.length > 0 ? named : IMAGES,
    maxBytes: bytes,
    maxFiles,
    room: column.type === 'array' ? column.maxItems : null,
    wrongType: refusal(
      candidate,
      /type|format|extension|not an? (?:image|picture)|unsupported/i,
      'File type is not allowed',
    ),
    tooLarge: refusal(candidate, /large|size|\b[km]b\b/i, 'File is too large', 413),
    tooMany: refusal(
      candidate,
      /\b(?:maximum|max|at most|too many|exceed)/i,
      `At most ${maxFiles} files are allowed`,
    ),
  })
}

/** The documented refusal whose words match, else the usual one. */
function refusal({ operation, draft }: Candidate, words: RegExp, message: string, usual?: number): Failure {
  const fact = operation.errorFacts.find(
    ({ status, condition, message: text }) =>
      status >= 400 && status < 500 && words.test(`${condition ?? ''} ${text ?? ''}`),
  )
  const status = fact?.status ?? usual ?? draft.service.validationStatus
  return { status, message: fact?.message ?? message }
}
