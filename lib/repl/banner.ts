import { type Session } from './session';

/** The first thing that a newcomer reads. */
export function bannerText({ org, screen: { colors } }: Session): string {
  return [
    `${colors.bold('sfbulk')} on a practice org at ${org.url}: it runs inside this process, and nothing leaves`,
    'your machine. bulk is logged in to it. A line to begin with:',
    '',
    `    ${colors.cyan("bulk.jobCreate('query', 'Contact')")}`,
    '',
    '.demo plays an insert and a query; .help lists what there is; .login goes to a real org',
    "(or: bulk.login('username', 'password', 'security token')). Ctrl-D leaves.",
  ].join('\n');
}
