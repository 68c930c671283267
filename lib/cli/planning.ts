import { type Planning } from './plan';
import { bulkOptions, type SignInOptions } from './sign-in';
import { type Terminal } from './terminal';

/** For what a job is planned that a command would begin: by which API, and whether data goes compressed to the org. */
export function surroundings(options: SignInOptions, terminal: Terminal): Omit<Planning, 'job'> {
  const { instanceUrl = terminal.env.SF_INSTANCE_URL, practice } = options;
  const url = practice === true ? LOOPBACK : instanceUrl;
  return {
    api: bulkOptions(options, terminal).api,
    signal: terminal.signal,
    ...(url === undefined ? {} : { instanceUrl: url }),
  };
}

const LOOPBACK = 'http://127.0.0.1';
