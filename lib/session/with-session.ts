import { readReply } from '../codecs/text';
import { SessionException } from '../errors';
import { nameOf } from '../errors/unexpected';
import { heldBody } from '../transport/reply-body';
import { secretsInHeaders, secretsToHide } from '../transport/secrets';
import { type Api, type ApiRequest, type Transport, type TransportReply } from '../transport/transport';
import { unlessAborted } from '../transport/unless-aborted';
import { SESSION_HEADER } from '../wire/v1';
import { type Session } from './session';

/**
 * The org behind a session: each request is signed when it is sent. When the session has ended, it is renewed once for
 * all waiting requests, and the same request goes out once more.
 */
export function withSession(send: Transport, session: Session): Api {
  return async (request) => {
    const token = session.accessToken;
    const reply = await rewindable(await sendSigned(send, request, session), request);
    if (!reply.sessionEnded) return reply.reply;
    if (!session.isRenewable) throw notRenewable(session, request, reply.reply.status);
    await unlessAborted(request.signal, session.renew(token));
    return sendSigned(send, request, session);
  };
}

/** The answer knows what may not be told of it, the session that has just ended included. */
async function sendSigned(send: Transport, request: ApiRequest, session: Session): Promise<TransportReply> {
  const shown = signed(request, session);
  const reply = await send(shown);
  const secrets = [...secretsInHeaders(shown.headers), ...session.secrets, ...(reply.secrets ?? [])];
  return { ...reply, secrets: secretsToHide(secrets) };
}

function signed(request: ApiRequest, session: Session): Parameters<Transport>[0] {
  const { path, sign, headers, ...rest } = request;
  const [name, value] =
    sign === 'bearer' ? ['Authorization', `Bearer ${session.accessToken}`] : [SESSION_HEADER, session.accessToken];
  return { ...rest, url: `${session.info.instanceUrl}${path}`, headers: { ...headers, [name]: value } };
}

/** Error bodies are short; this much of one is enough to find its code. */
const ERROR_BODY_BYTES = 1_000_000;

interface Examined {
  reply: TransportReply;
  sessionEnded: boolean;
}

/** Looks into the answers that may tell of an ended session, and puts back what it has read. */
async function rewindable(reply: TransportReply, request: ApiRequest): Promise<Examined> {
  if (reply.status !== 400 && reply.status !== 401 && reply.status !== 403) return { reply, sessionEnded: false };
  const text = await readReply(reply, request, ERROR_BODY_BYTES);
  return {
    reply: { ...reply, body: heldBody(text) },
    sessionEnded: tellsOfEndedSession(reply.status, text),
  };
}

/** Texts of a 401 that a new token will not mend. */
const HOPELESS = /not valid for use with the REST API|Connected app is not attached to Agent/;

/**
 * An ended session looks different everywhere: 400 `InvalidSessionId` in 1.0 (XML or JSON), 401 `INVALID_SESSION_ID` in
 * 2.0 and REST, 403 `Bad_OAuth_Token` from userinfo. Only the code is compared: the text differs between servers.
 */
function tellsOfEndedSession(status: number, text: string): boolean {
  if (status === 400) return text.includes('InvalidSessionId');
  if (status === 401) return text.includes('INVALID_SESSION_ID') && !HOPELESS.test(text);
  return text.trim() === 'Bad_OAuth_Token';
}

function notRenewable(session: Session, request: ApiRequest, status: number): SessionException {
  return new SessionException(`The session has ended, and cannot be renewed: it was opened with an ${session.wayIn}`, {
    code: request.sign === 'bearer' ? 'INVALID_SESSION_ID' : 'InvalidSessionId',
    status,
    request: nameOf(request),
    advice: 'Call login() again with a fresh access token, or sign in a way that can be renewed.',
  });
}
