import { finish } from '../../src/core/base/cooperativeTask';
import { parseDayResponse } from '../../src/services/sources/parseDayResponse';
import { parseDetailsResponse } from '../../src/services/sources/parseDetailsResponse';
import type { ResponseReader } from '../../src/services/sources/responseReader';

/** Parses responses in this process. */
export const directResponses: ResponseReader = {
  day: (bytes, list) => Promise.resolve(finish(parseDayResponse(bytes, list))),
  details: (service, bytes) => Promise.resolve(finish(parseDetailsResponse(service, bytes))),
};
