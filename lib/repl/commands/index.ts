import { type Command } from '../command';
import { demo } from './demo';
import { help } from './help';
import { load } from './load';
import { login } from './login';
import { mode } from './mode';
import { org } from './org';
import { timer } from './timer';
import { trigger } from './trigger';
import { usage } from './usage';
import { why } from './why';

/** Every dot-command, in the order in which `.help` lists them. */
export const COMMANDS: readonly Command[] = [help, demo, login, org, mode, timer, usage, why, trigger, load];
