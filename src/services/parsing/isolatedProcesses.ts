import { join } from 'node:path';
import { IsolatedProcess, type IsolatedProcessOptions } from '../../platform/node/isolation/isolatedProcess';

/** What the isolated processes may take: megabytes of heap, and milliseconds before an idle one ends. */
export const processes = {
  notes: { memory: 512, idle: 300_000 },
  digests: { memory: 1024, idle: 10_000 },
  fullTexts: { memory: 512, idle: 30_000 },
  bibliographies: { memory: 1024, idle: 30_000 },
  references: { memory: 1024, idle: 30_000 },
} as const;

/** Creates a process that parses untrusted texts. It starts with the first call. */
export function isolatedProcess(
  { extensionPath }: { readonly extensionPath: string },
  limits: Omit<IsolatedProcessOptions, 'script'>,
): IsolatedProcess {
  const script = join(extensionPath, 'dist', 'isolated.cjs');
  return new IsolatedProcess({ script, ...limits });
}
