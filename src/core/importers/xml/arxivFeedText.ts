/** Removes the suffix of arXiv's older feeds from a title: `A title. (arXiv:2401.01234v1 [cs.LG])`. */
export function arxivTitle(title: string): string {
  const bare = title.replace(/\(arXiv:[^()]*\)\s*$/iu, '');
  return bare === title ? title : bare.trimEnd().replace(/\.$/u, '');
}

/** Removes the prefix of arXiv's feeds from an abstract: `arXiv:2401.01234v1 Announce Type: new Abstract: …`. */
export function arxivAbstract(text: string): string {
  return text.replace(/^\s*(?:arXiv:\S+\s+)?(?:Announce Type:\s*[\w-]+\s+)?(?:Abstract:\s*)?/iu, '');
}
