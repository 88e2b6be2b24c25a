/** Letters that Unicode does not decompose into a letter and an accent, in lower case, and how ASCII spells them. */
export const undecomposedLetters: ReadonlyMap<string, string> = new Map(
  Object.entries({ ø: 'o', ł: 'l', đ: 'd', ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', ð: 'd', þ: 'th' }),
);
