/** The value of string literals that Python joins because nothing but blanks is between them. */
export function evaluateString(literals: string): string {
  const pieces = literals.match(/"""[\s\S]*"""|"(?:\\[\s\S]|[^"\\])*"|'(?:\\[\s\S]|[^'\\])*'/g) ?? []
  if (literals.replaceAll(/\s/g, '') !== pieces.join('').replaceAll(/\s/g, '')) {
    throw new Error(`not a string literal: ${literals}`)
  }
  return pieces.map(evaluatePiece).join('')
}

/**
 * The value of one Python string literal without prefix, read by the rules of the
 * language reference (2.4.1): the tests' own reader, independent of the printer.
 */
function evaluatePiece(literal: string): string {
  const triple = /^("""|''')([\s\S]*)\1$/.exec(literal)
  const body = triple?.[2] ?? literal.slice(1, -1)
  const simple: { readonly [escape: string]: string } = {
    n: '\n',
    r: '\r',
    t: '\t',
    '\\': '\\',
    '"': '"',
    "'": "'",
  }
  return body.replaceAll(
    /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([\s\S]))/g,
    (_whole, x?: string, u?: string, long?: string, other?: string) => {
      const digits = x ?? u ?? long
      if (digits !== undefined) return String.fromCodePoint(Number.parseInt(digits, 16))
      const value = simple[other ?? '']
      if (value === undefined) throw new Error(`unknown escape ${JSON.stringify(other)}`)
      return value
    },
  )
}
