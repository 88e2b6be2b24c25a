/** Whether a text can be a citation key: one word without signs that end a key in LaTeX, BibTeX, Markdown or Typst. */
export function isCitationKey(text: string): boolean {
  return /^[^\s,;{}[\]"#%~\\()=@']{1,200}$/u.test(text);
}
