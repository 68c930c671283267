import { mask } from '../errors/mask';
import { secretsIn, secretsToHide } from './secrets';
import { type Transport } from './transport';

/** Passes on what the service warns of in a header, such as an API version that is about to retire. */
export function withWarnings(send: Transport, tell: (warning: string) => void): Transport {
  return async (request) => {
    const reply = await send(request);
    const text = /^299 \S+ "(.*)"$/.exec(reply.headers.warning ?? '')?.[1];
    if (text !== undefined) tell(mask(text, secretsToHide([...secretsIn(request), ...(reply.secrets ?? [])])));
    return reply;
  };
}
