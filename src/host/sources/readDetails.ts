import type { CooperativeTask } from '../../core/base/steps';
import { limitRecord } from '../../core/papers/limitRecord';
import type { PaperRecord } from '../../core/papers/paper';
import { huggingFaceJson } from '../../core/sources/json/huggingFaceJson';
import type { Service } from '../../core/sources/protocol/service';
import { atom } from '../../core/sources/xml/atom';

/**
 * Raised whenever an answer about papers is read better than before: answers that are kept are then read again, with no
 * new request.
 */
export const detailsParser = 1;

const formats = { arxiv: atom, huggingface: huggingFaceJson } as const;

/** What an answer says of papers, within the limits of a record: it is stored as it is. Never throws. */
export function* parseDetailsResponse(service: Service, bytes: Uint8Array): CooperativeTask<readonly PaperRecord[]> {
  const { days } = yield* formats[service].read({ text: new TextDecoder().decode(bytes) });
  return days.flatMap(({ papers }) => papers.map(limitRecord));
}
