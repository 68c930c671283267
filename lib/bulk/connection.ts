import { prepareXml } from '../codecs/xml';
import { type Settings } from '../options';
import { Session, type LoginInfo, type SignIn } from '../session/session';
import { withWholeAnswers, withWholeSignIns } from '../session/whole-answers';
import { withSession } from '../session/with-session';
import type * as AxiosTransport from '../transport/axios-transport';
import { withExchanges } from '../transport/exchanges';
import { withGzip } from '../transport/gzip';
import { isLoopback } from '../transport/loopback';
import { withPatience } from '../transport/patience';
import { withRetry } from '../transport/retry';
import { type Transport } from '../transport/transport';
import { withUsage, type Usage } from '../transport/usage';
import { withWarnings } from '../transport/warnings';
import { serviceOf, type Service } from './service';

/** An org that is signed in to. */
export interface Connection {
  readonly info: LoginInfo;
  /** Those of the `Bulk`, and the API version that was asked for at the login. */
  readonly settings: Settings;
  readonly service: Service;
}

/** Signs in, and puts the layers between the facade and the network: dialect, session, retry, showing, gzip, counting, axios. */
export async function connect(signIn: SignIn, settings: Settings, usage: Usage): Promise<Connection> {
  const send = network(settings, usage);
  const opening = Session.open(signIn, withWholeSignIns(send, settings));
  // Every job of 1.0 begins with a document: what writes it is loaded while the answer is on its way.
  if (settings.api === '1.0') prepareXml();
  const session = await opening;
  const api = withWholeAnswers(withSession(send, session), settings);
  return {
    get info() {
      return session.info;
    },
    settings,
    service: serviceOf(api, settings),
  };
}

function network(settings: Settings, usage: Usage): Transport {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- axios is half of what there is to load: not before it is used
  const { axiosTransport } = require('../transport/axios-transport') as typeof AxiosTransport;
  const wire = withUsage(axiosTransport({ timeout: settings.timeout * 1000, userAgent: settings.client }), usage);
  const compressing = withGzip(withPatience(wire, settings.clock), (url) => settings.gzip ?? !isLoopback(url));
  const shown = showing(compressing, settings);
  const warning = withWarnings(shown, settings.onWarning);
  return withRetry(warning, { clock: settings.clock, retries: settings.retries, tell: settings.onWarning });
}

/** Bodies are shown as they are before compression. Who does not look on pays nothing for it. */
function showing(send: Transport, { onExchange: tell, clock }: Settings): Transport {
  return tell === undefined ? send : withExchanges(send, { tell, clock });
}
