import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { limitRecord } from '../../core/library/limitRecord';
import type { PaperRecord } from '../../core/library/paper';
import { huggingFaceJson } from '../../core/importers/json/huggingFaceJson';
import type { Service } from '../../core/remote/service';
import { atom } from '../../core/importers/xml/atom';

/**
 * Raised whenever an answer about papers is read better than before: answers that are kept are then read again, with no
 * new request.
 */
export const detailsParser = 1;

const formats = { arxiv: atom, huggingface: huggingFaceJson } as const;

/** What an answer says of papers, within the limits of a record: it is stored as it is. Never throws. */
export function* parseDetailsResponse(
  service: Service,
  bytes: Uint8Array,
): CooperativeTask<readonly PaperRecord[]> {
  const { days } = yield* formats[service].read({ text: new TextDecoder().decode(bytes) });
  return days.flatMap(({ papers }) => papers.map(limitRecord));
}
