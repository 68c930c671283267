import { type CommandWords } from './completion';
import { type Session } from './session';
import { UsageError } from './usage-error';

/** A dot-command. Help and completion are made from these. */
export interface Command extends CommandWords {
  /** What may follow the name: `table|json|csv`. */
  readonly argument?: string;
  readonly summary: string;
  readonly run: (call: CommandCall) => void | Promise<void>;
}

export interface CommandCall {
  readonly session: Session;
  /** What followed the name, without spaces around it. */
  readonly argument: string;
  /** All there are. */
  readonly commands: readonly Command[];
}

/** @throws whatever the command throws */
export async function runCommand(name: string, call: CommandCall): Promise<void> {
  const command = call.commands.find((each) => each.name === name);
  if (command === undefined) throw new UsageError(`There is no .${name}; .help lists what there is`);
  call.session.begin();
  try {
    await command.run({ ...call, argument: call.argument.trim() });
  } finally {
    call.session.screen.clearProgress();
  }
}
