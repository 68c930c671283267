import { type Transport } from './transport';

/** What has been spent. Every HTTP request counts as one API call of the org's daily allocation. */
export interface Usage {
  /** Requests sent, retries and sign-ins included. */
  calls: number;
  /** Batches added; each counts against the 15,000 that an org has in 24 hours. */
  batches: number;
  /** Requests by what they were for: `{ 'create job': 1, 'create batch': 7 }`. */
  byOperation: Record<string, number>;
}

export function noUsage(): Usage {
  return { calls: 0, batches: 0, byOperation: {} };
}

/** Counts each request that goes out, whatever becomes of it. */
export function withUsage(send: Transport, usage: Usage): Transport {
  return (request) => {
    usage.calls += 1;
    usage.byOperation[request.operation] = (usage.byOperation[request.operation] ?? 0) + 1;
    if (request.operation === 'create batch') usage.batches += 1;
    return send(request);
  };
}
