/** Words by which large and small letters are one: `UNIQUE (case-insensitive)`, `unique regardless of case`. */
export const IGNORING_CASE =
  /\bcase[- ]?insensitiv|\b(?:ignoring|ignores?|regardless of|irrespective of|independent(?:ly)? of|without regard (?:to|for)|disregarding|whatever) (?:the )?(?:letter |upper or lower )?(?:case|casing|capitali[sz]ation)\b|\bdiffer(?:s|ing)? only (?:in|by) (?:the |letter )?(?:case|casing|capitali[sz]ation)\b/i
