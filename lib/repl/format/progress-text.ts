import { type Progress } from '../../index';
import { counted } from './counts';

const DONE: Record<Progress['phase'], string> = { upload: ' sent', processing: '', results: ' read' };

/** `1 of 3 batches, 20,000 rows, 4 s` */
export function progressText({ phase, rows, batches, elapsed }: Progress): string {
  const done = `${batches.ended} of ${counted(batches.total, 'batch')}${DONE[phase]}`;
  return `${done}, ${counted(rows, 'row')}, ${elapsed.toFixed(0)} s`;
}
