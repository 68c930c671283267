import { setMaxListeners } from 'node:events';
import { type Dialect } from '../dialects/dialect';
import { restClient, type Rest } from '../dialects/rest';
import { v1Dialect } from '../dialects/v1';
import { v2Dialect } from '../dialects/v2';
import { type Settings } from '../options';
import { type Api } from '../transport/transport';
import { eitherSignal } from './either-signal';

/** Whom to ask: one of the two Bulk APIs, and REST beside it. */
export interface Service {
  readonly dialect: Dialect;
  readonly rest: Rest;
  /** The same, whose requests and answers are broken off when the signal fires. */
  until(signal: AbortSignal): Service;
}

export function serviceOf(api: Api, settings: Settings): Service {
  return {
    dialect: settings.api === '2.0' ? v2Dialect(api, settings) : v1Dialect(api, settings),
    rest: restClient(api, settings),
    until: (signal) => serviceOf(givenUpBy(signal, api), settings),
  };
}

function givenUpBy(signal: AbortSignal, api: Api): Api {
  // As many listen to it as there are requests under way.
  setMaxListeners(0, signal);
  return async (request) => {
    const both = eitherSignal(signal, request.signal);
    both.throwIfAborted();
    return api({ ...request, signal: both });
  };
}
