import { leaveOnBrokenPipe } from './lib/repl/broken-pipe';
import { historyFileOf, runRepl } from './lib/repl/index';

const { stdin: input, stdout: output, stderr: errors, env } = process;

leaveOnBrokenPipe(process);
void runRepl({ input, output, errors, historyFile: historyFileOf(env) }).then((exitCode) => {
  process.exitCode = exitCode;
  // Who leaves the prompt does not want to wait for a timer that was typed there.
  if (input.isTTY) process.exit();
});
