import type { KnownTitle } from '../../core/references/titleMatcher';
import { TitleMatcher } from '../../core/references/titleMatcher';
import { type IsolatedFunctions, partsOf } from '../../platform/common/isolation/isolationProtocol';
import { encodeFiles, needsTitles, type ReferenceCalls } from '../references/folderScanner';
import { type StorableScan, scanFiles, scanFolder } from './folderScan';
import { readInThreads } from './scanThreads';

/**
 * The functions that find references in files, over titles that are sent once.
 *
 * @param script the program of the threads for large folders; if undefined, no threads are used
 */
export function referenceFunctions(script?: string): IsolatedFunctions<ReferenceCalls> {
  let named = '';
  let matcher = new TitleMatcher([]);
  let encoded = new Uint8Array();
  const unstored: StorableScan['store'][] = [];
  return {
    setTitles: ([name], input) => {
      matcher = matcherOf(input);
      encoded = new Uint8Array(input);
      named = name;
      return { result: null };
    },
    scanFolder: async ([folder]) => {
      const scan = await scanFolder({
        ...folder,
        matcher: folder.titles === named ? matcher : undefined,
        read: (root, paths, known) => readInThreads(script, encoded, root, paths, known),
      });
      if (!scan) return { result: needsTitles };
      const { files, store, ...figures } = scan;
      unstored.push(store);
      return { result: figures, output: partsOf(encodeFiles(files)) };
    },
    storeIndexes: async () => {
      for (const store of unstored.splice(0)) await store();
      return { result: null };
    },
    scanFiles: ([name, root, paths]) => {
      if (name !== named) return { result: needsTitles };
      return { result: scanFiles(root, paths, matcher) };
    },
  };
}

/** @param titles lines of a paper id, a tab and a title, in UTF-8 */
export function matcherOf(titles: Uint8Array): TitleMatcher {
  return new TitleMatcher(readTitles(titles));
}

function* readTitles(input: Uint8Array): Iterable<KnownTitle> {
  for (const line of Buffer.from(input).toString('utf8').split('\n')) {
    const tab = line.indexOf('\t');
    if (tab > 0) yield { paperId: line.slice(0, tab), title: line.slice(tab + 1) };
  }
}
