/** A comparison of a column of the row in a formula. */
export type FormulaTest =
  | { readonly column: string; readonly is: 'null' | 'notNull' }
  | { readonly column: string; readonly is: 'equal' | 'notEqual'; readonly value: string | number | boolean }
  | {
      readonly column: string
      readonly is: 'atLeast' | 'atMost' | 'greater' | 'less'
      /** A number, or another column of the row. */
      readonly than: number | { readonly column: string }
    }
  /** A day before or after today, or a moment before or after now. */
  | { readonly column: string; readonly is: 'past' | 'future' }

/** Arithmetic over numbers of the row. */
export type Term =
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'column'; readonly column: string }
  | {
      readonly kind: 'operation'
      readonly operator: '+' | '-' | '*' | '/'
      readonly left: Term
      readonly right: Term
    }

/** How a field that is shown but not stored is worked out from columns of its row. */
export type Formula =
  /** True when all tests hold; a comparison with what is not there does not. */
  | { readonly kind: 'holds'; readonly tests: readonly FormulaTest[] }
  /** Whole days from today until a day, or since it; null without one. `floored`: never less than 0. */
  | {
      readonly kind: 'days'
      readonly direction: 'until' | 'since'
      readonly column: string
      readonly floored: boolean
    }
  /** Whole years since a day: an age; null without one. */
  | { readonly kind: 'years'; readonly column: string }
  /** Null where a part of it is; rounded to so many decimals where a document says so. */
  | { readonly kind: 'number'; readonly term: Term; readonly decimals: number | null }
  /** The texts that are there, with what stands between them. */
  | { readonly kind: 'joined'; readonly columns: readonly string[]; readonly separator: string }

/** The columns that a formula looks at, each once. */
export function columnsOfFormula(formula: Formula): readonly string[] {
  switch (formula.kind) {
    case 'holds':
      return [
        ...new Set(
          formula.tests.flatMap((test) =>
            'than' in test && typeof test.than === 'object' ? [test.column, test.than.column] : [test.column],
          ),
        ),
      ]
    case 'days':
    case 'years':
      return [formula.column]
    case 'number':
      return [...new Set(columnsOfTerm(formula.term))]
    case 'joined':
      return formula.columns
  }
}

function columnsOfTerm(term: Term): readonly string[] {
  switch (term.kind) {
    case 'number':
      return []
    case 'column':
      return [term.column]
    case 'operation':
      return [...columnsOfTerm(term.left), ...columnsOfTerm(term.right)]
  }
}

/** Whether the value of a formula changes while nothing is written. */
export function looksAtClock(formula: Formula): boolean {
  return (
    formula.kind === 'days' ||
    formula.kind === 'years' ||
    (formula.kind === 'holds' && formula.tests.some(({ is }) => is === 'past' || is === 'future'))
  )
}
