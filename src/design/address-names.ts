import { singular } from './canonical-name.js'

/**
 * What a column may be called that holds the addresses of files: after the field of the form, or the last word of the
 * path: `photos`, `avatar_url` for `avatar`.
 */
export function addressNames(field: string, word: string): readonly string[] {
  return [field, word, singular(word)].flatMap((base) => [base, `${base}s`, `${base}_url`, `${base}_urls`])
}
