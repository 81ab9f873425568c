/**
 * The fewest moves from one state to one that is wanted.
 *
 * @param movesFrom the moves that a state allows, each with the state that it leads to
 * @returns the moves in their order, none where the start is wanted already; null where no moves lead there
 */
export function shortestWay<S, M>(
  start: S,
  isWanted: (state: S) => boolean,
  movesFrom: (state: S) => readonly (readonly [S, M])[],
): readonly M[] | null {
  const ways = new Map<S, readonly M[]>([[start, []]])
  // A map hands out what is added while it is walked: the states come in the order of their distance.
  for (const [state, way] of ways) {
    if (isWanted(state)) return way
    for (const [to, move] of movesFrom(state)) if (!ways.has(to)) ways.set(to, [...way, move])
  }
  return null
}
