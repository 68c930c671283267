/** The scripts of the specs: what runs them needs, and what Python prints when it runs them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { portScript, type Port } from '../../lib/port';
import { SCRIPTS } from './run-ported';

export const NAMES = readdirSync(SCRIPTS)
  .filter((file) => file.endsWith('.py'))
  .map((file) => file.replace(/\.py$/, ''));

export function sourceOf(name: string): string {
  return readFileSync(join(SCRIPTS, `${name}.py`), 'utf8');
}

export function ported(name: string): Port {
  return portScript(sourceOf(name));
}
