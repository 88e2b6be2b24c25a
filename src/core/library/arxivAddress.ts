/** The address of a paper's abstract page on arXiv; a version may follow the id. */
export function arxivAddress(arxivId: string): string {
  return `https://arxiv.org/abs/${arxivId}`;
}
