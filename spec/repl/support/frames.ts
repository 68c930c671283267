import { createColors } from 'picocolors';
import { type Frame } from '../../../lib/repl/format/frame';

/** Room for so much, without colour. */
export function frameOf(width = 80, rows = 20): Frame {
  return { width, rows, colors: createColors(false) };
}
