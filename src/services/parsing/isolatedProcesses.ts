import { IsolatedProcess } from '../../platform/common/isolation/isolatedProcess';
import type { ProgramHost } from '../programs';
import type { ParsingProcess } from './parsingCalls';

/** Limits of the isolated processes: megabytes of heap, and milliseconds before an idle one ends. */
export const processes = {
  notes: { memory: 512, idle: 300_000 },
  digests: { memory: 1024, idle: 10_000 },
  responses: { memory: 512, idle: 30_000 },
  fullTexts: { memory: 512, idle: 30_000 },
  bibliographies: { memory: 1024, idle: 30_000 },
} as const;

/** Creates a process that parses untrusted texts. It starts with the first call. */
export function isolatedProcess(
  { startIsolated }: Pick<ProgramHost, 'startIsolated'>,
  { memory, idle }: { readonly memory: number; readonly idle: number },
): ParsingProcess {
  return new IsolatedProcess({ start: startIsolated(memory), idle });
}
