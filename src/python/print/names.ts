/** How symbols and modules are called in the module that is printed; made by the planner. */
export interface BoundNames {
  /** The local name of `name` from `module`; a null name asks for the module itself. */
  readonly local: (module: string, name: string | null, as: string | null) => string
  /** Longest string literal that is written in one piece. */
  readonly literalWidth: number
}
