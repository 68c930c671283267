import { type Session } from './session';

/** The first thing that a newcomer reads. */
export function bannerText({ org, screen: { colors } }: Session): string {
  return [
    `${colors.bold('sfbulk')} on a practice org: ${org.url}`,
    'It runs inside this process, and nothing leaves your machine. `bulk` is logged',
    'in to it. A line to begin with:',
    '',
    `    ${colors.cyan("bulk.jobCreate('query', 'Contact')")}`,
    '',
    '.demo plays an insert and a query; .help lists what there is; Ctrl-D leaves.',
    "For a real org type .login, or bulk.login('username', 'password', 'token').",
    '',
  ].join('\n');
}
