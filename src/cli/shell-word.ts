/** A word for a POSIX shell: what a specification wrote stays a word. */
export function quoted(word: string): string {
  return /^[\w./:@%+=-]+$/u.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`
}
