/** Runs a sample as a reader would: its imports are the package's, its console is read, its time is the practice org's. */
import { createRequire } from 'node:module';
import { format, inspect } from 'node:util';
import ts from 'typescript';
import * as sfbulk from '../../lib';
import { PracticeOrg, type PracticeOrgOptions } from '../../lib/practice-org';
import * as python from '../../lib/python';

const load: (name: string) => unknown = createRequire(__filename);

/** Answers with the lines that the sample printed. */
export async function runSample(source: string): Promise<string[]> {
  const lines: string[] = [];
  const orgs: PracticeOrg[] = [];
  const print = (...values: unknown[]): void => void lines.push(...format(...values).split('\n'));
  const modules = modulesFor(orgs);
  const { outputText } = ts.transpileModule(source, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
  });
  const body = `return (async () => {${outputText}\n})();`;
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the samples are our own, and running them is the point
  const run = new Function('require', 'exports', 'console', body) as (...given: unknown[]) => Promise<void>;
  try {
    await run(
      (name: string) => modules[name] ?? load(name),
      {},
      {
        log: print,
        dir: (value: unknown) => {
          print(inspect(value, { depth: null }));
        },
      },
    );
  } finally {
    for (const org of orgs) await org.stop();
  }
  return lines;
}

/** Waiting in a sample moves the clock of its practice org. */
function modulesFor(orgs: PracticeOrg[]): Record<string, unknown> {
  const pass = async (milliseconds: number): Promise<void> => {
    for (const org of orgs) await org.clock.advance(milliseconds);
  };
  const clock: sfbulk.Clock = { now: () => orgs[0]?.clock.now() ?? Date.now(), sleep: pass };
  const sleep = (seconds: number): Promise<void> => pass(seconds * 1000);
  return {
    sfbulk: {
      ...sfbulk,
      sleep,
      Bulk: class extends sfbulk.Bulk {
        constructor(options: sfbulk.BulkOptions = {}) {
          super({ clock, ...options });
        }
        static override resume(journal: string, options: sfbulk.ResumeOptions = {}): Promise<sfbulk.Bulk> {
          return super.resume(journal, { clock, ...options });
        }
      },
    },
    'sfbulk/python': { ...python, sleep },
    'sfbulk/practice-org': {
      PracticeOrg: {
        start: async (options: PracticeOrgOptions = {}) => {
          const org = await PracticeOrg.start({ clock: 'manual', ...options });
          orgs.push(org);
          return org;
        },
      },
    },
  };
}
