/** A path without the names of its parameters: `/loans/{loan_id}/return` → `/loans/{}/return`. */
export function shapeOf(path: string): string {
  return path.replaceAll(/\{[^{}]{0,80}\}/g, '{}')
}
