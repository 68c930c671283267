import { once } from 'node:events';
import { InvalidArgumentError } from 'commander';
import { type PracticeOrg } from '../../practice-org/index';
import { loadPracticeOrg } from '../on-demand';
import { EXIT, type AddCommand, type Terminal } from '../terminal';
import { UsageError } from '../usage-error';

/** The same on every start, so that what a reader has copied goes on working. */
const DEFAULT_PORT = 4711;

export const addPracticeOrg: AddCommand = (program, { terminal, end }) => {
  program
    .command('practice-org')
    .description('run the practice org by itself, for any client of the Bulk API')
    .option('-p, --port <number>', 'where it listens; 0 takes a free port', toPort, DEFAULT_PORT)
    .addHelpText('after', EXAMPLES)
    .action(async ({ port }: { port: number }) => {
      await serve(port, terminal);
      end(EXIT.ok);
    });
};

const EXAMPLES = `
Examples:
  sfbulk practice-org                 on port ${DEFAULT_PORT}
  sfbulk practice-org --port 8080     elsewhere
`;

async function serve(port: number, { stdout, signal }: Terminal): Promise<void> {
  const org = await start(port);
  stdout.write(welcome(org));
  if (!signal.aborted) await once(signal, 'abort');
  await org.stop();
  stdout.write('\nThe practice org has stopped; its records are gone.\n');
}

async function start(port: number): Promise<PracticeOrg> {
  try {
    return await loadPracticeOrg().PracticeOrg.start({ port });
  } catch (cause) {
    const why = WHY_NOT[(cause as NodeJS.ErrnoException).code ?? ''];
    throw why === undefined ? cause : new UsageError(`Port ${port} ${why}`, { cause });
  }
}

const WHY_NOT: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: take another with --port, or 0 for any',
  EACCES: 'is not for ordinary users: take one above 1023 with --port',
};

function welcome(org: PracticeOrg): string {
  const { username, password, securityToken } = org.credentials;
  const { accessToken, instanceUrl } = org.accessToken();
  return `The practice org listens at ${org.url}

  user name       ${username}
  password        ${password}
  security token  ${securityToken}

With sfbulk:
  await bulk.login({ loginUrl: '${org.url}', username: '${username}',
    password: '${password}', securityToken: '${securityToken}' });

With the commands of sfbulk, in another window (a session is open already):
  export SF_INSTANCE_URL='${instanceUrl}' SF_ACCESS_TOKEN='${accessToken}'
  sfbulk query 'SELECT Id, Name FROM Contact'

With curl:
${curlLine(org)}

Its records live in memory. Ctrl-C stops it.
`;
}

/** Creates a job: one line that can be pasted. */
function curlLine(org: PracticeOrg): string {
  const { accessToken, instanceUrl } = org.accessToken();
  const body = JSON.stringify({ operation: 'query', object: 'Contact', contentType: 'CSV' });
  const url = `${instanceUrl}/services/async/66.0/job`;
  return `  curl -H 'X-SFDC-Session: ${accessToken}' -H 'Content-Type: application/json' -d '${body}' ${url}`;
}

function toPort(text: string): number {
  const port = Number(text);
  if (text.trim() !== '' && Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new InvalidArgumentError('A port is a number from 0 to 65535.');
}
