import * as vscode from 'vscode';
import { type KeyFormula, readKeyFormula } from '../../core/citations/keyFormula';
import type { DisposableStore } from '../../core/base/disposable';
import type { PaperState } from '../../core/state/paperState';
import type { Log } from '../../platform/vscode/ui/log';
import type { Host } from '../host';
import type { LibraryService } from '../library/libraryService';
import { isolatedProcess, processes } from '../parsing/isolatedProcesses';
import { BibliographyFiles } from './bibliographyFiles';
import { Citations } from './citations';
import { PinnedKeys } from './pinnedKeys';
import { WrittenFields } from './writtenFields';

interface CitationSources {
  readonly libraryService: Pick<LibraryService, 'library'>;
  readonly state: PaperState;
  readonly log: Log;
}

/** Creates the citations and the bibliographies of the workspace. Nothing is read before a key is needed. */
export function createCitations(
  host: Host,
  own: DisposableStore,
  { libraryService: { library }, state, log }: CitationSources,
): { readonly citations: Citations; readonly bibliographies: BibliographyFiles } {
  const process = own.add(isolatedProcess(host, processes.bibliographies));
  const bibliographies = own.add(new BibliographyFiles(process, host.files, log));
  const citations = new Citations({
    library,
    state,
    process,
    bibliographies,
    formula: keyFormulaSetting,
    pinned: new PinnedKeys(host.storage.log('citationKeys.jsonl')),
    written: new WrittenFields(host.workspaceStorage.log('bibliographyFields.jsonl')),
  });
  return { citations, bibliographies };
}

function keyFormulaSetting(): KeyFormula | undefined {
  return readKeyFormula(
    vscode.workspace.getConfiguration('dailyPapers').get<unknown>('citations.keyFormula'),
  );
}
