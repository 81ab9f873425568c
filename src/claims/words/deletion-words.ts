/** `No soft delete`, `soft delete not implemented`, `soft deletion is not required`. */
const NOT_SOFT =
  /\b(?:no|not|never|without) soft|\b(?:sin|sem|no hay|n[aã]o h[aá]) (?:exclus|remo|eliminaci|borrado|baja)|\bsoft[- ]delet\w{1,4}(?: is| are| was)?:? (?:not?\b|never\b|out of scope|\w{0,3}n't )/i

/** Whether words that speak of soft deletion deny it, so that rows go for good. */
export function deniesSoftDeletion(text: string): boolean {
  return NOT_SOFT.test(text)
}
