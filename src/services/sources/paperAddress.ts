import type { CommandMap } from '../../platform/vscode/ui/commands';
import { HUGGING_FACE } from '../../core/remote/huggingFaceApi';

/** The pages of a paper with an arXiv identifier, by the names of their commands. */
export const paperAddresses = {
  openOnArxiv: (id) => `https://arxiv.org/abs/${id}`,
  openOnHuggingFace: (id) => `${HUGGING_FACE}/papers/${id}`,
  openPdf: (id) => `https://arxiv.org/pdf/${id}`,
  openHtml: (id) => `https://arxiv.org/html/${id}`,
} as const satisfies CommandMap<(arxivId: string) => string>;
