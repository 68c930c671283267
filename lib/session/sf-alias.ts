import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { LoginException } from '../errors';
import { originOf } from './addresses';
import { type Grant, type SignIn } from './session';

/** Runs the `sf` command and gives what it printed; specs give their own. */
export type RunSf = (...given: string[]) => Promise<string>;

const run = promisify(execFile);

const runSf: RunSf = async (...given) => (await run('sf', given, { maxBuffer: 10_000_000 })).stdout;

/** Borrows the session of an org that the `sf` command is signed in to; asks it again when the session has ended. */
export function sfAliasSignIn(
  alias: string,
  { allowHttp, runCommand = runSf }: { allowHttp: boolean; runCommand?: RunSf },
): SignIn {
  return {
    name: 'sf alias',
    renewable: true,
    grant: async () => toGrant(await askSf(alias, runCommand), { alias, allowHttp }),
  };
}

interface SfOrg {
  accessToken?: string;
  instanceUrl?: string;
  id?: string;
  username?: string;
}

async function askSf(alias: string, runCommand: RunSf): Promise<SfOrg> {
  try {
    const answer = JSON.parse(await runCommand('org', 'display', '--target-org', alias, '--json')) as {
      result?: SfOrg;
    };
    return answer.result ?? {};
  } catch (error) {
    throw cannotAsk(alias, error);
  }
}

/** The command prints its own errors as JSON on standard output, and ends with a status. */
function cannotAsk(alias: string, error: unknown): LoginException {
  const { code, stdout = '' } = error as { code?: unknown; stdout?: string };
  if (code === 'ENOENT') {
    return new LoginException('The command "sf" is not installed, or not on the PATH', {
      advice: 'Install the Salesforce CLI, or sign in with { accessToken, instanceUrl }.',
    });
  }
  const [, name = 'unknown', message = ''] = /"name":\s*"([^"]*)"[^]*?"message":\s*"([^"]*)"/.exec(stdout) ?? [];
  return new LoginException(`"sf" has no session for "${alias}": ${name} ${message}`.trim(), {
    code: name,
    advice: `Run "sf org login web --alias ${alias}", or look at "sf org list".`,
  });
}

function toGrant(org: SfOrg, { alias, allowHttp }: { alias: string; allowHttp: boolean }): Grant {
  if (org.accessToken === undefined || org.instanceUrl === undefined) {
    throw new LoginException(`"sf" gave no session for "${alias}"`, {
      advice: 'Update the Salesforce CLI, and sign in again.',
    });
  }
  return {
    accessToken: org.accessToken,
    info: {
      instanceUrl: originOf(org.instanceUrl, { name: 'instanceUrl', allowHttp }),
      organizationId: org.id ?? null,
      userId: null,
      userName: org.username ?? null,
      sandbox: null,
    },
  };
}
