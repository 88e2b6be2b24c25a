import { encodeIndex } from '../../src/core/search/indexFile';
import { SearchIndex } from '../../src/core/search/searchIndex';
import { overwriteFile } from '../../src/platform/node/files/atomicFile';

// Saves an index to the file named, over and over, until it is killed: `killWhileSaving` forks it.
const [, , file = '', seed = ''] = process.argv;
const index = new SearchIndex();
for (let i = 0; i < 200; i += 1)
  index.put({ id: `p${i}`, title: `Paper ${i}`, abstract: `word${i} `.repeat(20) });
void save();

async function save(): Promise<never> {
  for (let state = 0; ; state += 1) {
    index.put({ id: 'state', title: 'Quokka', abstract: `state ${seed} ${state}` });
    await overwriteFile(file, encodeIndex(index.segments(), 'kills'));
    process.send?.(state);
  }
}
