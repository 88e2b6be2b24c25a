import { addPaperContributions } from '../features/addPaper/contributions';
import { backupContributions } from '../features/backup/contributions';
import { assistantsContributions } from '../features/assistants/contributions';
import { citingContributions } from '../features/citing/contributions';
import { copyContributions } from '../features/copy/contributions';
import { detailsContributions } from '../features/details/contributions';
import { devicesContributions } from '../features/devices/contributions';
import { digestsContributions } from '../features/digests/contributions';
import { exchangeContributions } from '../features/exchange/contributions';
import { fetchContributions } from '../features/fetch/contributions';
import { fullTextContributions } from '../features/fullText/contributions';
import { highlightsContributions } from '../features/highlights/contributions';
import { historyContributions } from '../features/history/contributions';
import { identityContributions } from '../features/identity/contributions';
import { importContributions } from '../features/import/contributions';
import { laterContributions } from '../features/later/contributions';
import { leftOutContributions } from '../features/leftOut/contributions';
import { notesContributions } from '../features/notes/contributions';
import { readerContributions } from '../features/reader/contributions';
import { recommendedContributions } from '../features/recommended/contributions';
import { referencesContributions } from '../features/references/contributions';
import { rulesContributions } from '../features/rules/contributions';
import { searchContributions } from '../features/search/contributions';
import { searchesContributions } from '../features/searches/contributions';
import { subscriptionContributions } from '../features/subscription/contributions';
import { tableContributions } from '../features/table/contributions';
import { tagsContributions } from '../features/tags/contributions';
import { triageContributions } from '../features/triage/contributions';
import { versionsContributions } from '../features/versions/contributions';
import type { Contributions } from '../platform/vscode/contributions';
import { productContributions } from './product';

/** The contributions of every feature, in their order in the manifest. */
export const allContributions: readonly Contributions[] = [
  productContributions,
  addPaperContributions,
  assistantsContributions,
  backupContributions,
  citingContributions,
  copyContributions,
  detailsContributions,
  devicesContributions,
  digestsContributions,
  exchangeContributions,
  fetchContributions,
  fullTextContributions,
  highlightsContributions,
  historyContributions,
  identityContributions,
  importContributions,
  laterContributions,
  leftOutContributions,
  notesContributions,
  readerContributions,
  recommendedContributions,
  referencesContributions,
  rulesContributions,
  searchContributions,
  searchesContributions,
  subscriptionContributions,
  tableContributions,
  tagsContributions,
  triageContributions,
  versionsContributions,
];
