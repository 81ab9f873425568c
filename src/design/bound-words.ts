/** Words in the name of a query parameter that bound a column from below: `min_price`, `due_after`. */
export const LOW: ReadonlySet<string> = new Set('min from after since gte ge start minimum'.split(' '))

/** Words that bound it from above: `max_price`, `due_before`. */
export const HIGH: ReadonlySet<string> = new Set('max to before until lte le end maximum till'.split(' '))
