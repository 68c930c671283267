import { type Progress } from '../index';
import { numbered } from './plan';
import { type Terminal } from './terminal';

/** One line on a terminal's stderr that the next one takes the place of; nothing anywhere else. */
export class ProgressLine {
  readonly #stderr: Terminal['stderr'];
  readonly #rowsDue: number | undefined;
  #isShown = false;

  constructor({ stderr }: Terminal, rowsDue: number | undefined) {
    this.#stderr = stderr;
    this.#rowsDue = rowsDue;
  }

  show(progress: Progress): void {
    if (this.#stderr.isTTY !== true) return;
    const text = progressText(progress, this.#rowsDue).slice(0, (this.#stderr.columns ?? 80) - 1);
    this.#stderr.write(`${ERASE_LINE}${text}`);
    this.#isShown = true;
  }

  clear(): void {
    if (this.#isShown) this.#stderr.write(ERASE_LINE);
    this.#isShown = false;
  }
}

const ERASE_LINE = '\r\u001B[K';
const BAR = 20;

/** `██████░░░░ 3 of 7 batches, 30,000 of 61,220 rows, 5,120 rows/s, 6 s left` */
export function progressText({ rows, batches, rate, eta }: Progress, rowsDue: number | undefined): string {
  const done = batches.total === 0 ? 0 : batches.ended / batches.total;
  const share = rowsDue === undefined || rowsDue === 0 ? done : Math.min(1, rows / rowsDue);
  const filled = Math.round(share * BAR);
  const due = rowsDue === undefined ? '' : `${rows.toLocaleString('en-US')} of `;
  return [
    `${'█'.repeat(filled)}${'░'.repeat(BAR - filled)} ${batches.ended} of ${numbered(batches.total, 'batch')}`,
    `${due}${numbered(rowsDue ?? rows, 'row')}`,
    ...(rate === null ? [] : [`${Math.round(rate).toLocaleString('en-US')} rows/s`]),
    ...(eta === null ? [] : [`${durationText(eta)} left`]),
  ].join(', ');
}

function durationText(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}
