import { type PlannedRequest } from '../index';
import { counted } from '../repl/format/counts';
import { type Terminal } from './terminal';

/** Goes through the requests of a job, and hands them on; what it resolves with sums them up. */
type Rehearsal<Plan> = (onRequest: (request: PlannedRequest) => void) => Promise<Plan>;

/** Shows each request as it would go out: one after the other, or all of them as JSON. */
export async function showRequests<Plan>(
  { json, stdout }: Pick<Terminal, 'stdout'> & { readonly json: boolean },
  rehearse: Rehearsal<Plan>,
): Promise<Plan> {
  const requests: object[] = [];
  const plan = await rehearse((request) => {
    if (json) requests.push(requestJson(request));
    else stdout.write(requestText(request));
  });
  if (json) stdout.write(`${JSON.stringify({ plan, requests })}\n`);
  return plan;
}

/** The message as it would go out, the body cut where it is long. */
function requestText({ operation, method, path, headers, body, batch }: PlannedRequest): string {
  const about = batch === undefined ? '' : ` ${batch.number}: ${sizeOf(batch)}`;
  return [
    `# ${operation}${about}`,
    `${method} ${path}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    beginningOf(body),
    '',
    '',
  ].join('\n');
}

function sizeOf({ rows, bytes }: NonNullable<PlannedRequest['batch']>): string {
  return [...(rows === undefined ? [] : [counted(rows, 'row')]), counted(bytes, 'byte')].join(', ');
}

const LINES_SHOWN = 10;
const BYTES_SHOWN = 2_000;

/** A few lines, and how much follows them. */
function beginningOf(body: Uint8Array): string {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const lines = bytes.toString('utf8', 0, BYTES_SHOWN).split('\n');
  if (bytes.length <= BYTES_SHOWN && lines.length <= LINES_SHOWN + 1) return lines.join('\n').replace(/\n$/, '');
  const shown = lines
    .slice(0, LINES_SHOWN)
    .join('\n')
    .replace(/\uFFFD$/, '');
  return `${shown}\n… and ${counted(bytes.length - Buffer.byteLength(shown), 'byte')} more`;
}

/** Without the body. */
function requestJson({ body, ...request }: PlannedRequest): object {
  return { ...request, bytes: body.length };
}
