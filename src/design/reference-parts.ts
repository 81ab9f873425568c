/** The table and the column that a reference names. */
export interface ReferenceParts {
  /** As written, with its schema: `loans`, `Loan`, `inv.sku`. */
  readonly table: string
  readonly column: string
}

/** Takes a reference apart: `loans.id`, `Loan`, `loans(id)`, `inv.sku.id`. A table alone means its `id`. */
export function referenceParts(reference: string): ReferenceParts {
  const [name = '', bracket] = reference.split('(', 2)
  const dot = name.lastIndexOf('.')
  if (bracket !== undefined) return { table: name, column: bracket.replace(/\).*$/, '') }
  return dot < 0 ? { table: name, column: 'id' } : { table: name.slice(0, dot), column: name.slice(dot + 1) }
}
