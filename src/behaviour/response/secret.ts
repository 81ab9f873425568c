const SECRET = /password|secret|hash|salt/i

/** Whether a column never leaves the backend unless a document shows it. */
export function isSecret(column: string): boolean {
  return SECRET.test(column)
}
