/** What a ported script needs beside the language: imports, and helpers that are written into it when they are used. */
import { ARGUMENT_HELPERS } from './argparse';
import { ARITHMETIC_HELPERS } from './arithmetic';
import { COLLECTION_HELPERS } from './collections';
import { COMPARISON_HELPERS } from './comparison';
import { CSV_HELPERS } from './csv';
import { DATE_HELPERS } from './dates';
import { ERROR_HELPERS } from './errors';
import { FILE_HELPERS } from './files';
import { FORMAT_HELPERS } from './format';
import { ITERATION_HELPERS } from './iteration';
import { JSON_HELPERS } from './json';
import { LOGGING_HELPERS } from './logging';
import { OPTION_HELPERS } from './optparse';
import { FAIL_WITH_EXIT, SCRIPT_HELPERS } from './script';
import { REGEX_HELPERS } from './regex';
import { TEXT_HELPERS } from './text';

/** The module of each name; a namespace is imported whole. */
export const IMPORTS: Readonly<Record<string, string>> = {
  Bulk: 'sfbulk/python',
  BulkException: 'sfbulk/python',
  sleep: 'sfbulk/python',
  nodePath: 'node:path',
  ...Object.fromEntries(
    [
      'appendFileSync',
      'copyFileSync',
      'existsSync',
      'mkdirSync',
      'readFileSync',
      'readdirSync',
      'renameSync',
      'statSync',
      'unlinkSync',
      'writeFileSync',
    ].map((name) => [name, 'node:fs']),
  ),
  homedir: 'node:os',
  userInfo: 'node:os',
  randomUUID: 'node:crypto',
  createInterface: 'node:readline/promises',
};

const WHOLE = new Set(['nodePath']);

/** TypeScript by name; other helpers and imports that it names are written as well. */
export const HELPERS: Readonly<Record<string, string>> = {
  ...ERROR_HELPERS,
  ...ARGUMENT_HELPERS,
  ...OPTION_HELPERS,
  ...TEXT_HELPERS,
  ...REGEX_HELPERS,
  ...FORMAT_HELPERS,
  ...COMPARISON_HELPERS,
  ...ARITHMETIC_HELPERS,
  ...ITERATION_HELPERS,
  ...COLLECTION_HELPERS,
  ...FILE_HELPERS,
  ...CSV_HELPERS,
  ...JSON_HELPERS,
  ...DATE_HELPERS,
  ...LOGGING_HELPERS,
  ...SCRIPT_HELPERS,
};

export function writePreamble(used: ReadonlySet<string>): { imports: string[]; helpers: string[]; names: string[] } {
  const names = closure(used);
  const helpers = Object.keys(HELPERS).filter((name) => names.has(name));
  return {
    imports: importLines([...names].filter((name) => name in IMPORTS)),
    names: helpers,
    helpers: helpers.flatMap((name) => ['', textOfHelper(name, names).trim()]),
  };
}

function closure(used: ReadonlySet<string>): Set<string> {
  const names = new Set<string>();
  const waiting = [...used];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    const text = Object.hasOwn(HELPERS, name) ? (HELPERS[name] ?? '') : '';
    for (const [word] of text.matchAll(/[\p{L}_$][\p{L}\p{N}_$]*/gu)) {
      if (Object.hasOwn(HELPERS, word) || Object.hasOwn(IMPORTS, word)) waiting.push(word);
    }
  }
  return names;
}

function importLines(names: readonly string[]): string[] {
  const modules = [...new Set(names.map((name) => IMPORTS[name] ?? ''))].sort(
    (a, b) => rank(a) - rank(b) || (a < b ? -1 : 1),
  );
  return modules.flatMap((module) => {
    const own = names.filter((name) => IMPORTS[name] === module).sort();
    const whole = own.filter((name) => WHOLE.has(name)).map((name) => `import * as ${name} from '${module}';`);
    const parts = own.filter((name) => !WHOLE.has(name));
    return [...whole, ...(parts.length > 0 ? [`import { ${parts.join(', ')} } from '${module}';`] : [])];
  });
}

function rank(module: string): number {
  return module.startsWith('node:') ? 0 : 1;
}

function textOfHelper(name: string, used: ReadonlySet<string>): string {
  return name === 'endWithError' && used.has('SystemExit') ? FAIL_WITH_EXIT : (HELPERS[name] ?? '');
}
