#!/usr/bin/env node
import { leaveOnBrokenPipe } from '../repl/broken-pipe';
import { runCli } from './run-cli';

const { stdin, stdout, stderr, env } = process;
const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort();
});

leaveOnBrokenPipe(process);
void runCli(process.argv.slice(2), { stdin, stdout, stderr, env, signal: interruption.signal }).then((exitCode) => {
  process.exitCode = exitCode;
  // Who leaves the prompt does not want to wait for a timer that was typed there.
  if (stdin.isTTY) process.exit();
  // Nor does who has ended a command wait for rows that another program may still send.
  stdin.destroy();
});
