import type { CooperativeTask } from '../../core/base/cooperativeTask';
import { limitRecord } from '../../core/library/limitRecord';
import type { PaperRecord } from '../../core/library/paper';
import { huggingFaceJson } from '../../core/importers/json/huggingFaceJson';
import type { Service } from '../../core/remote/service';
import { atom } from '../../core/importers/xml/atom';

const formats = { arxiv: atom, huggingface: huggingFaceJson } as const;

/** Parses a response into records within the limits of `limitRecord`. Never throws: what is not readable is left out. */
export function* parseDetailsResponse(
  service: Service,
  bytes: Uint8Array,
): CooperativeTask<readonly PaperRecord[]> {
  const { days } = yield* formats[service].read({ text: new TextDecoder().decode(bytes) });
  return days.flatMap(({ papers }) => papers.map(limitRecord));
}
