import { pluralSnakeCase, snakeCase } from '../behaviour/naming.js'
import type { View } from '../design/operation.js'
import { identifier } from '../python/identifier.js'
import type { Backend } from './backend.js'
import { viewClass } from './models-of.js'

/** Whether a view shows more than columns of its row, so that other rows must be read for it. */
export function showsOthers(view: View): boolean {
  return view.fields.some(({ kind }) => kind !== 'column' && kind !== 'computed')
}

/** Whether a view, or one within it, looks different to different callers. */
export function knowsCaller(view: View): boolean {
  return view.fields.some(
    (field) =>
      field.kind === 'exists' ||
      ((field.kind === 'view' || field.kind === 'list') && knowsCaller(field.view)),
  )
}

/** The function that shows one row: `show_article`. */
export function showOne(backend: Backend, view: View): string {
  return identifier(`show_${snakeCase(viewClass(backend.models, view))}`)
}

/** The function that shows several rows: `show_articles`, `show_articles_detail`. */
export function showMany(backend: Backend, view: View): string {
  const [shown, entity] = [snakeCase(viewClass(backend.models, view)), snakeCase(view.entity)]
  const rest = shown.startsWith(`${entity}_`) ? shown.slice(entity.length) : null
  const words = rest === null ? pluralSnakeCase(shown) : `${pluralSnakeCase(entity)}${rest}`
  const many = identifier(`show_${words}`)
  return many === showOne(backend, view) ? `${many}_rows` : many
}
