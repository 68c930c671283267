import { type Transport } from './transport';

/** What has been spent. Every HTTP request counts as one API call of the org's daily allocation. */
export interface Usage {
  /** Requests sent, retries and sign-ins included. */
  calls: number;
  /** Batches that the service has taken, as its answers say; each counts against the 15,000 that an org has in 24 hours. */
  batches: number;
  /** Requests by what they were for: `{ 'create job': 1, 'create batch': 7 }`. */
  byOperation: Record<string, number>;
}

export function noUsage(): Usage {
  return { calls: 0, batches: 0, byOperation: {} };
}

/** Counts each request that goes out, whatever becomes of it, and each batch that is taken. */
export function withUsage(send: Transport, usage: Usage): Transport {
  return async (request) => {
    usage.calls += 1;
    usage.byOperation[request.operation] = (usage.byOperation[request.operation] ?? 0) + 1;
    const reply = await send(request);
    if (request.operation === 'create batch' && reply.status < 300) usage.batches += 1;
    return reply;
  };
}
