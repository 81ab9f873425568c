/** Where the present and new ids come from; injected, so that a run can be repeated. */
export interface Surroundings {
  /** The present moment: milliseconds since 1970. */
  readonly now: () => number
  /** A new UUID in its canonical form (RFC 9562). */
  readonly uuid: () => string
}

/** The moment as rows hold it, in UTC with microseconds. */
export function storedMoment(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, -1)}000`
}
