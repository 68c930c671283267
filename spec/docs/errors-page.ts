/** Writes `docs/errors.md` from the tables that the library itself reads: `npm run docs:errors`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultOf1, faultOf2, faultOfLogin, type WireFault } from '../../lib/errors';
import { BULK_ADVICE, LOGIN_ADVICE, REST_ADVICE, type CodeAdvice } from '../../lib/errors/advice';
import { ROW_ADVICE } from '../../lib/errors/row-advice';
import { ROOT } from './markdown';

export const ERRORS_PAGE = 'docs/errors.md';

const HEAD = `# Errors

Everything that this library throws is a \`BulkException\`. Which class it is tells what can be done about it; \`code\` is
the service's own code, \`status\` the HTTP status, \`jobId\` and \`batchId\` say where, and \`advice\` is the line below.
Codes are compared without regard to case and underscores. A code that is not in these tables passes through with its
text: as a \`LoginException\` from a sign-in, as a \`ServiceException\` with a status of 500 or more, and as a
\`RefusedException\` otherwise.

This page is made from the code: \`npm run docs:errors\`.
`;

interface Section {
  readonly title: string;
  readonly codes: Readonly<Record<string, CodeAdvice>>;
  readonly faultOf: (fault: WireFault) => Error & { readonly advice: string | undefined };
}

const SECTIONS: readonly Section[] = [
  { title: 'Bulk API 1.0: `exceptionCode`', codes: BULK_ADVICE, faultOf: faultOf1 },
  { title: 'Signing in: SOAP `exceptionCode`, OAuth `error`', codes: LOGIN_ADVICE, faultOf: faultOfLogin },
  { title: 'REST and Bulk API 2.0: `errorCode`', codes: REST_ADVICE, faultOf: faultOf2 },
];

/** The page, as it must stand in the repository. */
export function errorsPage(): string {
  return [HEAD, ...SECTIONS.map(sectionText), rowsText()].join('\n');
}

function sectionText({ title, codes, faultOf }: Section): string {
  const rows = Object.keys(codes).map((code) => {
    const { name, advice = '' } = faultOf({ code, message: '', status: 400, request: '' });
    return `| \`${code}\` | \`${name}\` | ${advice.replaceAll('|', '\\|')} |\n`;
  });
  return `## ${title}\n\n| code | class | what to do |\n|---|---|---|\n${rows.join('')}`;
}

function rowsText(): string {
  const rows = Object.entries(ROW_ADVICE).map(([code, advice]) => `| \`${code}\` | ${advice} |\n`);
  return `## Rows that failed: \`statusCode\`\n\nRows do not throw: these stand in \`errors\` of results and outcomes. \`whatToDo(code)\` gives the line in a program,
\`.why CODE\` at the prompt. \`errorText(errors)\` makes one line of them, as it stands in files of failures.\n\n| code | what to do |\n|---|---|\n${rows.join('')}`;
}

if (require.main === module) writeFileSync(join(ROOT, ERRORS_PAGE), errorsPage());
