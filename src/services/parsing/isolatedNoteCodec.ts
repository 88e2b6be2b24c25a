import { type NoteCodec, type NoteFunctions, failedNoteFunctions } from '../../core/notes/noteFunctions';
import type { NoteError } from '../../core/notes/noteError';
import { type IsolatedProcess, IsolationError } from '../../platform/common/isolation/isolatedProcess';
import { isolationMessage } from '../../platform/common/isolation/isolationMessage';
import { localizable } from '../../core/base/localization';
import type { NoteCalls } from './parsingCalls';

/** Runs the functions of notes in the isolated process. */
export function isolatedNoteCodec(process: IsolatedProcess<NoteCalls>): NoteCodec {
  const run =
    <K extends keyof NoteFunctions>(name: K) =>
    async (...args: Parameters<NoteFunctions[K]>): Promise<ReturnType<NoteFunctions[K]>> => {
      try {
        const { result } = await process.call(name, args, { limit: timeLimit(args) });
        return result;
      } catch (cause) {
        return failedNoteFunctions[name](faultOf(cause), ...args);
      }
    };
  return {
    parseNote: run('parseNote'),
    planUpdate: run('planUpdate'),
    planNewNote: run('planNewNote'),
    retag: run('retag'),
    mergeConflict: run('mergeConflict'),
    mergeNotes: run('mergeNotes'),
    mergePaperNotes: run('mergePaperNotes'),
    mergeVersions: run('mergeVersions'),
    noteDiagnostics: run('noteDiagnostics'),
    noteReferences: run('noteReferences'),
  };
}

function faultOf(cause: unknown): NoteError {
  const why =
    cause instanceof IsolationError ? isolationMessage(cause) : localizable('It could not be read.');
  return { kind: 'unreadable', message: localizable('The note was left out. {0}', why), cause };
}

/** In milliseconds. A megabyte of lists takes the YAML library some ten seconds on a busy machine. */
function timeLimit(args: readonly unknown[]): number {
  const length = args.reduce<number>((sum, arg) => sum + (typeof arg === 'string' ? arg.length : 0), 0);
  return 10_000 + length / 50;
}
