#!/usr/bin/env node
import { runCli } from './run-cli';

const interruption = new AbortController();
process.once('SIGINT', () => {
  interruption.abort();
});

const { stdin, stdout, stderr, env } = process;
// The reader of a pipe may leave before the end: `sfbulk … | head`.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

void runCli(process.argv.slice(2), { stdin, stdout, stderr, env, signal: interruption.signal }).then((exitCode) => {
  process.exitCode = exitCode;
});
