import { historyFileOf, runRepl } from './lib/repl/index';

void runRepl({
  input: process.stdin,
  output: process.stdout,
  errors: process.stderr,
  historyFile: historyFileOf(process.env),
}).then((exitCode) => {
  process.exitCode = exitCode;
});
