/** How people call each service. */
export const serviceNames = { huggingface: 'Hugging Face', arxiv: 'arXiv' } as const;

/** Which service an answer came from. */
export type Service = keyof typeof serviceNames;

export function isService(value: unknown): value is Service {
  return typeof value === 'string' && Object.hasOwn(serviceNames, value);
}
