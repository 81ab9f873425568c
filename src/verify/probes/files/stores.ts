import type { ImplementedOperation } from '../../../fastapi/backend.js'
import type { FileType } from '../../../design/file-rules.js'
import type { OperationProbe } from '../probe.js'
import { stepsOf, type StepOf } from '../steps.js'

/** Operations that keep files. */
export const takesFiles: OperationProbe['applies'] = ({ operation }) => stepsOf(operation, 'store').length > 0

/** The fields of a form that keep files of known types, each with the first of them. */
export function typedStores(
  operation: ImplementedOperation,
): readonly (StepOf<'store'> & { readonly type: FileType })[] {
  return stepsOf(operation, 'store').flatMap((store) => {
    const [type] = store.rules.types
    return type === undefined ? [] : [{ ...store, type }]
  })
}
