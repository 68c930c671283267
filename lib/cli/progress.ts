import { type Progress } from '../index';
import { counted, integerText } from '../repl/format/counts';
import { ERASE_LINE, type Terminal } from './terminal';

/** One line on a terminal's stderr that the next one takes the place of; nothing anywhere else. */
export class ProgressLine {
  readonly #stderr: Terminal['stderr'];
  readonly #rowsDue: number | undefined;
  #last: Progress | undefined;
  #isShown = false;

  constructor({ stderr }: Terminal, rowsDue: number | undefined) {
    this.#stderr = stderr;
    this.#rowsDue = rowsDue;
  }

  /** As an option of the library: its calls tell it how far they are. */
  readonly onProgress = (progress: Progress): void => {
    this.#last = progress;
    if (this.#stderr.isTTY !== true) return;
    const width = (this.#stderr.columns ?? 80) - 1;
    const text = progressText(progress, { rowsDue: this.#rowsDue, width });
    this.#stderr.write(`${ERASE_LINE}${text.slice(0, width)}`);
    this.#isShown = true;
  };

  /** All has gone up: what comes next is about the job. */
  endUpload(): void {
    this.#last = undefined;
  }

  clear(): void {
    if (this.#isShown) this.#stderr.write(ERASE_LINE);
    this.#isShown = false;
  }

  /** What has gone up as long as not all of it has; undefined where nothing is sent, or not any more. */
  get sentSoFar(): string | undefined {
    if (this.#last?.phase !== 'upload') return undefined;
    const { rows, batches } = this.#last;
    const were = (this.#rowsDue ?? rows) === 1 ? 'was' : 'were';
    return `${countOf(rows, this.#rowsDue)} ${were} sent, in ${counted(batches.ended, 'batch')}`;
  }
}

const LONGEST_BAR = 20;
const SHORTEST_BAR = 5;

interface Measures {
  /** How many rows there are, where that is known. */
  readonly rowsDue: number | undefined;
  /** What there is room for. */
  readonly width: number;
}

/** `██████░░░░ 3 of 7 batches, 30,000 of 61,220 rows, 5,120 rows/s, 6 s left`: the bar has the room that is left over. */
export function progressText(progress: Progress, { rowsDue, width }: Measures): string {
  const { phase, rows, batches, rate } = progress;
  const seconds = progress.eta ?? (rate === null || rowsDue === undefined ? null : (rowsDue - rows) / rate);
  const text = [
    phase === 'upload'
      ? `${counted(batches.ended, 'batch')} sent`
      : `${endedText(batches)}${phase === 'results' ? ' read' : ''}`,
    countOf(rows, rowsDue),
    ...(rate === null ? [] : [`${integerText(Math.round(rate))} rows/s`]),
    ...(seconds === null ? [] : [`${durationText(seconds)} left`]),
  ].join(', ');
  const share = shareOf(progress, rowsDue);
  return share === undefined ? text : `${barText(share, width - text.length - 1)}${text}`;
}

/** How much is done, from 0 to 1; undefined while nobody knows how much there is. */
function shareOf({ phase, rows, batches, elapsed, eta }: Progress, rowsDue = 0): number | undefined {
  if (rowsDue > 0) return Math.min(1, rows / rowsDue);
  if (eta !== null) return elapsed / (elapsed + eta);
  if (phase === 'upload') return undefined;
  return batches.total === 0 ? 0 : batches.ended / batches.total;
}

function barText(share: number, room: number): string {
  if (room < SHORTEST_BAR) return '';
  const length = Math.min(room, LONGEST_BAR);
  const filled = Math.round(share * length);
  return `${'█'.repeat(filled)}${'░'.repeat(length - filled)} `;
}

function endedText({ ended, total }: Progress['batches']): string {
  return `${ended} of ${counted(total, 'batch')}`;
}

/** `30,000 of 61,220 rows` */
function countOf(rows: number, rowsDue: number | undefined): string {
  const due = rowsDue === undefined ? '' : `${integerText(rows)} of `;
  return `${due}${counted(rowsDue ?? rows, 'row')}`;
}

function durationText(seconds: number): string {
  const rest = Math.max(0, seconds);
  return rest < 90 ? `${Math.ceil(rest)} s` : `${Math.ceil(rest / 60)} min`;
}
