import type { Module, Program, PythonClass } from '../program.js'
import { resolve } from '../resolve.js'
import { dottedName, nodesOf, type SyntaxNode } from '../syntax.js'

/** The classes of the program that an annotation names: `Loan` of `list[Loan] | None`. */
export function classesIn(program: Program, module: Module, annotation: SyntaxNode): readonly PythonClass[] {
  return nodesOf(annotation, 'identifier', 'attribute').flatMap((node) => {
    const found = node.parent?.type === 'attribute' ? null : resolve(program, module, dottedName(node))
    return found?.kind === 'class' ? [found] : []
  })
}
