/** Questions whose answers are no control bodies, as both APIs ask them: only an error is read here. */
import { readReply } from '../codecs/text';
import { type BulkException } from '../errors';
import { type Api, type ApiRequest, type TransportReply } from '../transport/transport';

/** The error in an answer, in the words of the API that it came from. */
type FaultIn = (reply: TransportReply, text: string, request: ApiRequest) => BulkException;

interface Asking {
  /** Asks for data, which is read as it comes. */
  readonly askData: (api: Api, request: ApiRequest) => Promise<TransportReply>;
  /** Asks for what has no answer but its status. */
  readonly askDone: (api: Api, request: ApiRequest) => Promise<void>;
}

export function asking(faultIn: FaultIn): Asking {
  return {
    askData: async (api, request) => {
      const reply = await api(request);
      if (reply.status < 300 && !isPage(reply)) return reply;
      throw faultIn(reply, await readReply(reply, request), request);
    },
    askDone: async (api, request) => {
      const reply = await api(request);
      const text = await readReply(reply, request);
      if (reply.status >= 300) throw faultIn(reply, text, request);
    },
  };
}

/** The data formats are CSV, XML, JSON and zip: HTML is somebody else's. */
function isPage(reply: TransportReply): boolean {
  return reply.headers['content-type']?.startsWith('text/html') ?? false;
}
