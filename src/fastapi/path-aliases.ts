import { identifier } from '../python/identifier.js'
import { call, keyword } from '../python/nodes/call.js'
import type { Expression } from '../python/nodes/expression.js'
import { string } from '../python/nodes/literal.js'
import { name, symbol } from '../python/nodes/name.js'
import { assign, type Statement } from '../python/nodes/statement.js'
import { own, type Backend } from './backend.js'
import { aliasName, type Handler, type RequestValue } from './handler.js'
import { annotated, incoming } from './values/annotation.js'

/** The types of path parameters of one router; one that several routes take is named once. */
export class PathAliases {
  readonly #backend: Backend
  readonly #named = new Map<string, { readonly alias: string; readonly type: Expression }>()

  constructor(backend: Backend, handlers: readonly Handler[]) {
    this.#backend = backend
    const counts = new Map<string, { count: number; readonly local: string; readonly type: Expression }>()
    for (const handler of handlers) {
      for (const value of handler.path.values()) {
        const type = this.#type(value)
        const known = counts.get(JSON.stringify(type))
        if (known === undefined) counts.set(JSON.stringify(type), { count: 1, local: value.local, type })
        else known.count += 1
      }
    }
    const taken = new Set<string>([...backend.tables.values()].map(({ className }) => className))
    for (const [key, { count, local, type }] of counts) {
      if (count < 2 || type.kind !== 'subscript') continue
      const alias = identifier(aliasName(local), taken)
      taken.add(alias)
      this.#named.set(key, { alias, type })
    }
  }

  /** The annotation of a path parameter: its alias, or its type where that is short or used once. */
  annotation(value: RequestValue): Expression {
    const type = this.#type(value)
    const named = this.#named.get(JSON.stringify(type))
    return named === undefined ? type : name(named.alias)
  }

  /** The definitions of the aliases. */
  definitions(): readonly Statement[] {
    return [...this.#named.values()].map(({ alias, type }) => assign(name(alias), type))
  }

  #type({ parameter, rules, local }: RequestValue): Expression {
    const { type, constraints, before } = incoming(rules, 'url', (exported) =>
      own(this.#backend, 'validation', exported),
    )
    const inPath = identifier(parameter.name)
    const settings = [
      ...(inPath === local ? [] : [keyword('alias', string(inPath))]),
      ...constraints,
      ...(parameter.description === null ? [] : [keyword('description', string(parameter.description))]),
    ]
    return annotated(
      type,
      settings.length === 0 ? null : call(symbol('fastapi', 'Path'), ...settings),
      before,
    )
  }
}
