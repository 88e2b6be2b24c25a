import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { registerPaperFileSystem } from './paperFileSystem';
import { Reader, type ReaderServices } from '../../services/reader/reader';
import { registerReaderCommands } from './readerCommands';

/** Registers the `paper:` resource, the reader and its commands. */
export function registerReader(services: ReaderServices): { readonly reader: Reader } & Disposable {
  const owned = new DisposableStore();
  owned.add(registerPaperFileSystem(services.model));
  const reader = owned.add(new Reader(services));
  owned.add(registerReaderCommands(reader, services.model));
  return { reader, dispose: () => owned.dispose() };
}
