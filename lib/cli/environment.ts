import { readFileSync } from 'node:fs';
import { type Credentials } from '../index';
import { UsageError } from './usage-error';

/** Credentials by the environment variables in which they stand. */
interface Way {
  readonly required: Readonly<Record<string, string>>;
  readonly optional?: Readonly<Record<string, string>>;
}

const HOST = { SF_LOGIN_URL: 'loginUrl' };

/** The first way whose variables are all set is taken: the more particular stands above the more general. */
const WAYS: readonly Way[] = [
  { required: { SF_ACCESS_TOKEN: 'accessToken', SF_INSTANCE_URL: 'instanceUrl' } },
  { required: { SFBULK_ORG: 'sfAlias' } },
  {
    required: { SF_REFRESH_TOKEN: 'refreshToken', SF_CLIENT_ID: 'clientId' },
    optional: { SF_CLIENT_SECRET: 'clientSecret', ...HOST },
  },
  {
    required: { SFBULK_PRIVATE_KEY_FILE: 'privateKey', SF_CLIENT_ID: 'clientId', SF_USERNAME: 'username' },
    optional: HOST,
  },
  {
    required: {
      SF_USERNAME: 'username',
      SF_PASSWORD: 'password',
      SF_CLIENT_ID: 'clientId',
      SF_CLIENT_SECRET: 'clientSecret',
    },
    optional: { SF_SECURITY_TOKEN: 'securityToken', ...HOST },
  },
  {
    required: { SF_USERNAME: 'username', SF_PASSWORD: 'password' },
    optional: { SF_SECURITY_TOKEN: 'securityToken', ...HOST },
  },
  { required: { SF_CLIENT_ID: 'clientId', SF_CLIENT_SECRET: 'clientSecret', SF_LOGIN_URL: 'loginUrl' } },
];

/** The credentials that the environment holds; undefined when it holds none that are whole. */
export function credentialsFrom(env: NodeJS.ProcessEnv): Credentials | undefined {
  const way = WAYS.find(({ required }) => Object.keys(required).every((name) => isSet(env[name])));
  if (way === undefined) return undefined;
  const named = Object.entries({ ...way.required, ...way.optional });
  const given = named.flatMap(([variable, name]) => {
    const value = env[variable];
    if (!isSet(value)) return [];
    return [[name, name === 'privateKey' ? readKey(variable, value) : value]];
  });
  const isSandbox = env.SF_SANDBOX === 'true' && Object.keys(way.optional ?? {}).includes('SF_LOGIN_URL');
  return { ...Object.fromEntries(given), ...(isSandbox ? { sandbox: true } : {}) } as Credentials;
}

function readKey(variable: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new UsageError(`The key that ${variable} names cannot be read: ${(cause as Error).message}`, { cause });
  }
}

/** What is missing of the way that the environment is nearest to: as words; undefined where it has nothing of any. */
export function missingFrom(env: NodeJS.ProcessEnv): string | undefined {
  const [nearest] = WAYS.map(({ required }) => Object.keys(required))
    .map((names) => ({
      set: names.filter((name) => isSet(env[name])),
      unset: names.filter((name) => !isSet(env[name])),
    }))
    .filter(({ set }) => set.length > 0)
    .sort((one, other) => distanceOf(one) - distanceOf(other));
  return nearest && `beside ${nearest.set.join(', ')}, set ${nearest.unset.join(', ')} as well`;
}

function distanceOf({ set, unset }: Record<'set' | 'unset', readonly string[]>): number {
  return unset.length - set.length;
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== '';
}
