import { finish } from '../../core/base/cooperativeTask';
import type { IsoDay } from '../../core/remote/isoDay';
import type { Service } from '../../core/remote/service';
import type { IsolatedFunction } from '../../platform/common/isolation/isolationProtocol';
import { parseDayResponse } from '../sources/parseDayResponse';
import { parseDetailsResponse } from '../sources/parseDetailsResponse';

/** Parse responses of services: the isolated process's side of `IsolatedResponseReader`. */
export const responseFunctions: Readonly<Record<string, IsolatedFunction>> = {
  parseDayResponse: ([day], input) => ({ result: finish(parseDayResponse(input, { day: day as IsoDay })) }),
  parseDetailsResponse: ([service], input) => ({
    result: finish(parseDetailsResponse(service as Service, input)),
  }),
};
