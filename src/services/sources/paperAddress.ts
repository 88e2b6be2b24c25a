import { HUGGING_FACE } from '../../core/remote/huggingFaceApi';

/** The pages of a paper with an arXiv identifier, by the names of their commands. */
export const paperAddresses: Readonly<Record<string, (arxivId: string) => string>> = {
  openOnArxiv: (id) => `https://arxiv.org/abs/${id}`,
  openOnHuggingFace: (id) => `${HUGGING_FACE}/papers/${id}`,
  openPdf: (id) => `https://arxiv.org/pdf/${id}`,
  openHtml: (id) => `https://arxiv.org/html/${id}`,
};
