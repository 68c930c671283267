import { type FaultPlan } from '../../practice-org/index';
import { type Command } from '../command';
import { UsageError } from '../usage-error';

interface Trigger {
  readonly plan: FaultPlan;
  readonly means: string;
}

/** What can go wrong, by the words in which people speak of it. */
const TRIGGERS: Readonly<Record<string, Trigger>> = {
  'session-expired': { plan: { on: '*', do: 'expire-session' }, means: 'the next request finds its session ended' },
  'lock-row': { plan: { on: '*', do: 'lock-row' }, means: 'a record of the next batch cannot be locked' },
  'fail-batch': { plan: { on: '*', do: 'fail-batch', records: 0 }, means: 'the next batch fails' },
  'drop-reply': { plan: { on: '*', do: 'drop-reply' }, means: 'the next request is done, and its answer is lost' },
  'drop-request': { plan: { on: '*', do: 'drop-request' }, means: 'the next request is lost on its way' },
  'cut-body': { plan: { on: '*', do: 'cut-body' }, means: 'the next answer breaks off in its middle' },
  unavailable: { plan: { on: '*', do: 'unavailable' }, means: 'the next request is answered with 503' },
  slow: { plan: { on: '*', do: 'slow', delay: '3 s' }, means: 'the next answer takes 3 seconds' },
  quota: { plan: { on: '*', do: 'quota' }, means: 'at the next request the allocation of the day is used up' },
};

const NAMES = Object.keys(TRIGGERS);

export const trigger: Command = {
  name: 'trigger',
  argument: 'FAULT',
  summary: 'Makes the practice org misbehave once, to learn from; alone it lists the faults',
  choices: NAMES,
  run: ({ session: { org, screen }, argument }) => {
    if (argument === '') {
      screen.print(NAMES.map((name) => `${name.padEnd(16)} ${TRIGGERS[name]?.means ?? ''}`).join('\n'));
      return;
    }
    const chosen = TRIGGERS[argument];
    if (chosen === undefined) throw new UsageError(`.trigger takes ${NAMES.join(', ')}; not "${argument}"`);
    org.faults.add(chosen.plan);
    screen.print(`On the practice org, ${chosen.means}.`);
  },
};
