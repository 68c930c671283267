#!/usr/bin/env node
import { WatchedOutput } from '../repl/watched-output';
import { runCli } from './run-cli';
import { EXIT } from './terminal';

const { stdin, stdout, stderr, env } = process;
const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort();
});

const output = new WatchedOutput(process);
const onOutcome = (exitCode: number): void => {
  process.exitCode = exitCode;
};
const terminal = { stdin, stdout, stderr, env, signal: interruption.signal, onOutcome };
void runCli(process.argv.slice(2), terminal).then(async (exitCode) => {
  process.exitCode = await output.exitCode(exitCode, EXIT.jobFailed);
  // Who leaves the prompt does not want to wait for a timer that was typed there.
  // Nor does who presses Ctrl-C want to wait for an answer that is due.
  if (stdin.isTTY || interruption.signal.aborted) process.exit();
  // Nor does who has ended a command wait for rows that another program may still send.
  stdin.destroy();
});
