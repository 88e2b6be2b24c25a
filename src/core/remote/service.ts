/** Display names of the services. */
export const serviceNames = { huggingface: 'Hugging Face', arxiv: 'arXiv' } as const;

/** The services that papers are fetched from. */
export type Service = keyof typeof serviceNames;

export function isService(value: unknown): value is Service {
  return typeof value === 'string' && Object.hasOwn(serviceNames, value);
}
