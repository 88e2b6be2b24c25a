/** Whether a word is what follows a family name: `Jr`, `Jr.`, `III`. */
export function isNameSuffix(word: string): boolean {
  return /^(?:Jr|Sr|I{2,3}|IV)\.?$/u.test(word);
}
