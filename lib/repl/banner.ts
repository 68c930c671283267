import { wrapTo } from './format/cell';
import { type Session } from './session';

/** The first thing that a newcomer reads. */
export function bannerText({ org, screen: { colors, frame } }: Session): string {
  const told = (text: string): string => wrapTo(Math.min(frame.width, EASILY_READ), text);
  return [
    told(`${colors.bold('sfbulk')} on a practice org: ${org.url}`),
    told(
      'It runs inside this process, and nothing leaves your machine. `bulk` is logged in to it. A line to begin with:',
    ),
    '',
    `    ${colors.cyan("bulk.jobCreate('query', 'Contact')")}`,
    '',
    told('.demo plays an insert and a query; .help lists what there is; Ctrl-D leaves.'),
    told("For a real org type .login, or bulk.login('username', 'password', 'token')."),
    '',
  ].join('\n');
}

/** In columns: a line across a wide window is hard to follow. */
const EASILY_READ = 80;
