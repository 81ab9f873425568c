import type { Doubt } from '../doubt.js'
import { spansOf } from '../question.js'

/** Services that keep files and are reached in ways of their own. */
const SERVICE =
  /\b(cloudinary|firebase storage|supabase storage|vercel blob|azure blob(?: storage)?|google cloud storage|uploadthing|uploadcare|imgix|backblaze|dropbox|google drive)\b/i

/** The question where files stand, which all operations that keep files share. */
const ID = 'file-service'

/** Documents name a service for files that is not spoken to: `images are stored in Cloudinary`. */
export const fileService: Doubt = ({ draft, operation, text, answers }, { id, steps }) => {
  if (!(steps ?? []).some(({ kind }) => kind === 'store')) return []
  const here = [operation.summary, operation.description, text].join(' ')
  const elsewhere = draft.statements.find((statement) => SERVICE.test(statement.text))
  const name = SERVICE.exec(here)?.[1] ?? SERVICE.exec(elsewhere?.text ?? '')?.[1]
  if (name === undefined) return []
  return [
    {
      id: ID,
      kind: 'unsupported',
      concern: 'client-visible',
      blocking: false,
      subjects: [id],
      about: `Documents keep files in ${name}, which is not spoken to yet.`,
      sources: [],
      spans: elsewhere === undefined ? spansOf(operation) : [elsewhere.span],
      options: [
        {
          id: 'own',
          label: `files stand in a folder or, by setting, in a bucket of the S3 kind; addresses and sizes that only ${name} makes are not there`,
        },
        { id: 'later', label: `uploads are not to be relied on before ${name} is written by hand` },
      ],
      recommended: 'own',
      answer: answers.get(ID) ?? null,
    },
  ]
}
