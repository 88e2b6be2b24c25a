import { Emitter } from '../core/base/event';
import { inSlices } from '../host/library/inSlices';
import { paperUri } from '../host/reader/paperUri';
import { isFetched } from '../host/sources/fetchedDays';
import type { PaperModel } from '../host/views/paperModel';
import type { Recommendations } from './recommendations';
import type { Stores } from './stores';
import { plainAbstract, plainQuote, plainTitle } from './plainText';

/** What the views show. */
export function createViewModel(
  { service, fetched, state, notesPlace, search, ready }: Stores,
  recommendations: Recommendations,
): PaperModel {
