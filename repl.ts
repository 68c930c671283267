import { historyFileOf, runRepl } from './lib/repl/index';
import { WatchedOutput } from './lib/repl/watched-output';

const { stdin: input, stdout: output, stderr: errors, env } = process;
const watched = new WatchedOutput(process);

void runRepl({ input, output, errors, historyFile: historyFileOf(env) }).then(async (exitCode) => {
  process.exitCode = await watched.exitCode(exitCode, 1);
  // Who leaves the prompt does not want to wait for a timer that was typed there.
  if (input.isTTY) process.exit();
});
