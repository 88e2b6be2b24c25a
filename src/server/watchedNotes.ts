import type { DisposableStore } from '../core/base/disposable';
import { Emitter } from '../core/base/event';
import type { Logger } from '../core/base/logger';
import { err, ok } from '../core/base/result';
import type { NoteError } from '../core/notes/noteError';
import type { NoteFiles } from '../core/notes/noteFiles';
import type { AllowsPlace } from '../platform/common/fileErrors';
import { CoalescedNames } from '../services/notes/coalescedNames';
import { NoteFolder } from '../services/node/noteFolder';
import { watchBelow } from './watchBelow';

/** Changes within this time are reported together; in milliseconds. */
const coalesceFor = 50;

/** A notes folder on a local disk, watched from the first listing on. */
export function watchedNotes(
  place: { readonly base: string; readonly segments: readonly string[]; readonly allows: AllowsPlace },
  own: DisposableStore,
  log: Logger,
): NoteFiles {
  const files = new NoteFolder(place.base, place.segments, place.allows);
  const changes = own.add(new CoalescedNames(coalesceFor));
  let isWatched = false;
  return {
    onDidChange: changes.event,
    list: () => {
      if (!isWatched) own.add(watchBelow(place.base, place.segments, (name) => changes.add(name), log));
      isWatched = true;
      return files.list();
    },
    read: (name) => files.read(name),
    write: (name, bytes, expected) => files.write(name, bytes, expected),
    remove: (name, expected) => files.remove(name, expected),
  };
}

const notAllowed: NoteError = { kind: 'storage', message: 'The user has not allowed notes to be used.' };

/** An empty notes folder that cannot be written. */
export const noNoteFiles: NoteFiles = {
  onDidChange: new Emitter<undefined>().event,
  list: () => Promise.resolve(ok([])),
  read: () => Promise.resolve(ok(undefined)),
  write: () => Promise.resolve(err(notAllowed)),
  remove: () => Promise.resolve(err(notAllowed)),
};
