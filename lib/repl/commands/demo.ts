import { Bulk } from '../../index';
import { type Command } from '../command';
import { Evaluator } from '../evaluator';
import { type Session } from '../session';

interface Step {
  readonly say: string;
  readonly line: string;
}

export const demo: Command = {
  name: 'demo',
  summary: 'Plays an insert and a query, step by step, on the practice org',
  run: async ({ session }) => {
    // A Bulk of its own: the one at the prompt may have a job open.
    const bulk = new Bulk({ onExchange: session.wiretap.tell });
    await bulk.login(session.org.accessToken());
    const evaluator = new Evaluator({ bulk }, (error) => {
      session.report(error);
    });
    for (const [index, step] of STEPS.entries()) {
      if (index > 0 && !(await wantsMore(session))) return;
      await play(step, session, evaluator);
    }
    session.screen.print('\nThat is all there is to it. Type such lines yourself: bulk is logged in.');
  },
};

async function play({ say, line }: Step, session: Session, evaluator: Evaluator): Promise<void> {
  const { screen } = session;
  screen.print(`\n${screen.colors.dim(`// ${say}`)}\n${screen.colors.green('demo>')} ${line}`);
  const evaluation = await evaluator.evaluate(line, session.signal);
  if (evaluation.kind === 'error') throw evaluation.error;
  if (evaluation.kind === 'value') screen.print(session.render(evaluation.value));
}

async function wantsMore({ ask, screen }: Session): Promise<boolean> {
  if (ask === undefined) return true;
  const answer = await ask(screen.colors.dim('Enter goes on, q ends '), { secret: true });
  screen.eraseLine();
  return !/^\s*q/i.test(answer);
}

const STEPS: readonly Step[] = [
  { say: 'A job does one thing to one object.', line: "bulk.jobCreate('insert', 'Contact')" },
  {
    say: 'Rows go in as batches. One of these lacks the LastName that a contact must have.',
    line: "bulk.batchCreate([{ FirstName: 'Ada', LastName: 'Lovelace' }, { LastName: 'Hopper' }, { FirstName: 'Nemo' }])",
  },
  { say: 'The org takes its time; this asks now and then whether it is done.', line: 'bulk.jobWait()' },
  { say: 'Each row has an outcome: its id, or what is wrong with it.', line: 'bulk.batchResult()' },
  { say: 'A job is closed when all is in.', line: 'bulk.jobClose()' },
  { say: 'A query is a job, too.', line: "bulk.jobCreate('query', 'Contact')" },
  {
    say: 'Its batch is SOQL.',
    line: "bulk.batchCreate(\"SELECT Id, Name FROM Contact WHERE LastName IN ('Lovelace', 'Hopper')\")",
  },
  { say: 'Again the org takes its time.', line: 'bulk.jobWait()' },
  { say: 'The result is rows.', line: 'bulk.batchResult()' },
  { say: 'Closed jobs stay readable.', line: 'bulk.jobClose()' },
  { say: 'Salesforce counts every call against a daily allowance.', line: 'bulk.usage' },
];
