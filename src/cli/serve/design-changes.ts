import type { Design } from '../../design/design.js'

/** What changed between two designs, one line each: operations, entities, the service. */
export function designChanges(before: Design, after: Design): string[] {
  return [
    ...compared(
      before.operations.map((operation) => [operation.id, operation]),
      after.operations.map((operation) => [operation.id, operation]),
    ),
    ...compared(
      before.entities.map((entity) => [entity.name, entity]),
      after.entities.map((entity) => [entity.name, entity]),
    ),
    ...compared(
      [['the service', [before.service, before.auth]]],
      [['the service', [after.service, after.auth]]],
    ),
  ]
}

function compared(
  before: readonly (readonly [string, object])[],
  after: readonly (readonly [string, object])[],
): string[] {
  const old = new Map(before.map(([name, value]) => [name, meaning(value)]))
  const fresh = new Map(after.map(([name, value]) => [name, meaning(value)]))
  return [
    ...[...fresh.keys()].filter((name) => !old.has(name)).map((name) => `+ ${name}`),
    ...[...fresh]
      .filter(([name, value]) => old.has(name) && old.get(name) !== value)
      .map(([name]) => `~ ${name}`),
    ...[...old.keys()].filter((name) => !fresh.has(name)).map((name) => `- ${name}`),
  ]
}

/** A part of a design without the places it comes from. */
function meaning(value: object): string {
  return JSON.stringify(value, (name, inner: unknown) => (name === 'origins' ? undefined : inner))
}
