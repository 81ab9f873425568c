/** What the field is called that stands for a body which is a list itself: `[{…}, {…}]`. */
export const LIST_FIELD = 'items'
