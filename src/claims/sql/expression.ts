import type { Node } from 'libpg-query'
import type { ColumnFacts } from '../claim.js'
import type { JsonValue } from '../json.js'
import type { RowCondition } from '../row-condition.js'
import type { Generated } from '../shape.js'
import { namesPresent } from '../words/present-words.js'
import { lastNameOf } from './types.js'

/** A default: a literal, or what the database makes. */
export type SqlDefault =
  | { readonly kind: 'literal'; readonly value: JsonValue }
  | { readonly kind: 'generated'; readonly by: Generated }

/** Reads `DEFAULT …`; null when it is neither a literal nor a known function. */
export function defaultOf(node: Node): SqlDefault | null {
  const value = literalOf(node)
  if (value !== undefined) return { kind: 'literal', value }
  if ('SQLValueFunction' in node) return { kind: 'generated', by: 'now' }
  if ('TypeCast' in node && node.TypeCast.arg !== undefined) return defaultOf(node.TypeCast.arg)
  if ('A_Expr' in node && node.A_Expr.lexpr !== undefined) {
    // `now() AT TIME ZONE 'utc'`, `now() + interval '7 days'`: only the first is the present.
    return null
  }
  if (!('FuncCall' in node)) return null
  const name = lastNameOf(node.FuncCall.funcname).toLowerCase()
  if (/uuid|cuid/.test(name)) return { kind: 'generated', by: 'uuid' }
  if (namesPresent(name) || name === 'timezone' || name === 'datetime')
    return { kind: 'generated', by: 'now' }
  return name === 'nextval' ? { kind: 'generated', by: 'autoincrement' } : null
}

/** The literal that an expression is; undefined for anything else. */
function literalOf(node: Node | undefined): JsonValue | undefined {
  if (node === undefined) return undefined
  if ('TypeCast' in node) return literalOf(node.TypeCast.arg)
  if (!('A_Const' in node)) return undefined
  const { ival, fval, boolval, sval, isnull } = node.A_Const
  if (isnull === true) return null
  if (ival !== undefined) return ival.ival ?? 0
  if (fval !== undefined) return Number(fval.fval ?? 0)
  if (boolval !== undefined) return boolval.boolval ?? false
  return sval === undefined ? undefined : (sval.sval ?? '')
}

/** A rule of a CHECK about one column. */
export type CheckFact = { readonly column: string } & (
  | {
      readonly property:
        | 'minimum'
        | 'maximum'
        | 'exclusiveMinimum'
        | 'exclusiveMaximum'
        | 'minLength'
        | 'maxLength'
      readonly value: number
    }
  | { readonly property: 'enum'; readonly value: ColumnFacts['enum'] }
  | { readonly property: 'pattern'; readonly value: string }
)

const NUMBERS: ReadonlyMap<string, 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum'> = new Map(
  [
    ['>=', 'minimum'],
    ['>', 'exclusiveMinimum'],
    ['<=', 'maximum'],
    ['<', 'exclusiveMaximum'],
  ],
)

/** The rules of a CHECK that are known: comparisons with numbers, lengths, lists, patterns, joined by AND. */
export function checkFacts(node: Node | undefined, depth = 0): readonly CheckFact[] {
  if (node === undefined || depth > 30) return []
  if ('BoolExpr' in node) {
    if (node.BoolExpr.boolop !== 'AND_EXPR') return nullOr(node.BoolExpr.args ?? [], depth)
    return (node.BoolExpr.args ?? []).flatMap((part) => checkFacts(part, depth + 1))
  }
  if (!('A_Expr' in node)) return []
  const { kind, lexpr, rexpr } = node.A_Expr
  const operator = lastNameOf(node.A_Expr.name)
  const column = columnOf(lexpr)
  if (kind === 'AEXPR_IN' && operator === '=' && column !== null) return listFacts(column, rexpr)
  if (kind === 'AEXPR_BETWEEN') return betweenFacts(lexpr, rexpr)
  if (kind === 'AEXPR_OP_ANY' && column !== null && rexpr !== undefined && 'A_ArrayExpr' in rexpr)
    return enumFacts(column, rexpr.A_ArrayExpr.elements ?? [])
  const value = literalOf(rexpr)
  if (column !== null && operator === '~' && typeof value === 'string')
    return [{ column, property: 'pattern', value }]
  if (typeof value !== 'number') return []
  const measured = lengthOf(lexpr)
  if (measured !== null) return lengthFacts(measured, operator, value)
  const property = NUMBERS.get(operator)
  return column === null || property === undefined ? [] : [{ column, property, value }]
}

/** `stock IS NULL OR stock >= 0` limits the values that are there. */
function nullOr(parts: readonly Node[], depth: number): readonly CheckFact[] {
  const others = parts.filter((part) => !('NullTest' in part && part.NullTest.nulltesttype === 'IS_NULL'))
  return others.length === 1 && parts.length === 2 ? checkFacts(others[0], depth + 1) : []
}

function lengthFacts(column: string, operator: string, value: number): readonly CheckFact[] {
  if (operator === '>=') return [{ column, property: 'minLength', value }]
  if (operator === '>') return [{ column, property: 'minLength', value: value + 1 }]
  if (operator === '<=') return [{ column, property: 'maxLength', value }]
  return operator === '<' ? [{ column, property: 'maxLength', value: value - 1 }] : []
}

function betweenFacts(left: Node | undefined, right: Node | undefined): readonly CheckFact[] {
  const items = right !== undefined && 'List' in right ? (right.List.items ?? []) : []
  const [low, high] = items.map(literalOf)
  if (typeof low !== 'number' || typeof high !== 'number') return []
  const measured = lengthOf(left)
  if (measured !== null) return [...lengthFacts(measured, '>=', low), ...lengthFacts(measured, '<=', high)]
  const column = columnOf(left)
  if (column === null) return []
  return [
    { column, property: 'minimum', value: low },
    { column, property: 'maximum', value: high },
  ]
}

function listFacts(column: string, right: Node | undefined): readonly CheckFact[] {
  return right !== undefined && 'List' in right ? enumFacts(column, right.List.items ?? []) : []
}

function enumFacts(column: string, items: readonly Node[]): readonly CheckFact[] {
  const values = items.map(literalOf).filter((value) => typeof value === 'string')
  return values.length > 0 && values.length === items.length
    ? [{ column, property: 'enum', value: values }]
    : []
}

function columnOf(node: Node | undefined): string | null {
  return node !== undefined && 'ColumnRef' in node ? lastNameOf(node.ColumnRef.fields) || null : null
}

/** The column whose length is taken: `length(title)`, `char_length(trim(title))`. */
function lengthOf(node: Node | undefined): string | null {
  if (node === undefined || !('FuncCall' in node)) return null
  if (!/^(?:char_?|character_)?length$/i.test(lastNameOf(node.FuncCall.funcname))) return null
  const [argument] = node.FuncCall.args ?? []
  if (argument !== undefined && 'FuncCall' in argument) return columnOf(argument.FuncCall.args?.[0])
  return columnOf(argument)
}

/** The condition of a partial index as tests that must all hold; null when it is anything else. */
export function rowConditions(node: Node, depth = 0): readonly RowCondition[] | null {
  if (depth > 30) return null
  if ('BoolExpr' in node) {
    const { boolop, args = [] } = node.BoolExpr
    const [only] = args
    if (boolop === 'NOT_EXPR') {
      const column = columnOf(only)
      return column === null ? null : [{ column, is: 'equal', value: false }]
    }
    if (boolop !== 'AND_EXPR') return null
    const parts = args.map((part) => rowConditions(part, depth + 1))
    return parts.every((part) => part !== null) ? parts.flat() : null
  }
  if ('NullTest' in node) {
    const column = columnOf(node.NullTest.arg)
    return column === null
      ? null
      : [{ column, is: node.NullTest.nulltesttype === 'IS_NULL' ? 'null' : 'notNull' }]
  }
  if ('BooleanTest' in node) {
    const column = columnOf(node.BooleanTest.arg)
    const test = node.BooleanTest.booltesttype
    if (column === null || (test !== 'IS_TRUE' && test !== 'IS_FALSE')) return null
    return [{ column, is: 'equal', value: test === 'IS_TRUE' }]
  }
  if ('A_Expr' in node) {
    const column = columnOf(node.A_Expr.lexpr)
    const value = literalOf(node.A_Expr.rexpr)
    const sign = lastNameOf(node.A_Expr.name)
    if (column === null || value === undefined || value === null || typeof value === 'object') return null
    if (sign === '=') return [{ column, is: 'equal', value }]
    return sign === '<>' ? [{ column, is: 'notEqual', value }] : null
  }
  const column = columnOf(node)
  return column === null ? null : [{ column, is: 'equal', value: true }]
}
