import { type Command } from '../command';
import { curl } from './curl';
import { demo } from './demo';
import { help } from './help';
import { load } from './load';
import { login } from './login';
import { mode } from './mode';
import { org } from './org';
import { saveScript } from './save-script';
import { timer } from './timer';
import { trigger } from './trigger';
import { usage } from './usage';
import { why } from './why';
import { wire } from './wire';

/** Every dot-command, in the order in which `.help` lists them. */
export const COMMANDS: readonly Command[] = [
  help,
  demo,
  login,
  org,
  mode,
  timer,
  usage,
  wire,
  curl,
  why,
  trigger,
  load,
  saveScript,
];
