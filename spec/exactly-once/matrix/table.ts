/** The crash matrix: every cut and every kill, and what came of it. */
import { play, CUTS, type Ending, type Scene } from './exchanges';
import { kill, MOMENTS, type Moment } from './kills';
import { type Api, type WorkName } from './works';

export const SCENES = (['1.0', '2.0'] as const).flatMap((api) =>
  (['load', 'query'] as const).map((work): { api: Api; work: WorkName } => ({ api, work })),
);

export interface Cell {
  once: number;
  resumed: number;
  wrong: string[];
}

/** One place where something is cut: a kind of request, or a kind of journal entry. */
export interface Line {
  readonly api: Api;
  readonly work: WorkName;
  readonly place: string;
  readonly cells: readonly Cell[];
}

/** Cuts at every exchange: before the request, after the work, in the middle of the answer. */
export async function cutEverywhere(scene: Pick<Scene, 'api' | 'work'>): Promise<Line[]> {
  const { exchanges } = await play({ ...scene, blows: [] });
  const lines = new Map<string, Line>();
  for (const [at, place] of exchanges.entries()) {
    const line = lines.get(place) ?? { ...scene, place, cells: CUTS.map(newCell) };
    lines.set(place, line);
    // At the same time: much of a play is waiting for the disk, to which the journal is flushed.
    const endings = await Promise.all(CUTS.map((cut) => play({ ...scene, blows: [{ cut, at }] })));
    for (const [column, ending] of endings.entries()) note(line.cells[column], ending);
  }
  return [...lines.values()];
}

/** Kills at every write of the journal, at the moments that are asked for; two at a time, since a process takes its time. */
export async function killEverywhere(
  scene: Pick<Scene, 'api' | 'work'>,
  momentsAt: (write: number) => readonly Moment[] = () => MOMENTS,
): Promise<Line[]> {
  const { entries } = await play({ ...scene, blows: [] });
  const lines = entries.map((entry, at): Line => {
    return { ...scene, place: `${at + 1} ${entry}`, cells: MOMENTS.map(newCell) };
  });
  const queue = lines.flatMap((line, at) => momentsAt(at + 1).map((moment) => ({ line, moment, write: at + 1 })));
  const takeTurns = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const { line, moment, write } = next;
      const { wasKilled, wrong } = await kill({ ...scene, moment, write });
      const detail = wasKilled ? (wrong ?? '') : 'the process was not killed';
      note(line.cells[MOMENTS.indexOf(moment)], { verdict: detail === '' ? 'resumed' : 'wrong', detail });
    }
  };
  await Promise.all([takeTurns(), takeTurns()]);
  return lines;
}

const newCell = (): Cell => ({ once: 0, resumed: 0, wrong: [] });

function note(cell: Cell | undefined, { verdict, detail }: Pick<Ending, 'detail' | 'verdict'>): void {
  if (verdict === 'wrong') cell?.wrong.push(detail);
  else if (cell !== undefined) cell[verdict]++;
}

export function wrongsIn(lines: readonly Line[]): string[] {
  return lines.flatMap(({ api, work, place, cells }) =>
    cells.flatMap(({ wrong }) => wrong.map((detail) => `${api} ${work}, ${place}: ${detail}`)),
  );
}

export function printTable(columns: readonly string[], lines: readonly Line[]): string {
  const rows = lines.map(({ api, work, place, cells }) => [api, work, `\`${place}\``, ...cells.map(cellText)]);
  return [columns, columns.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

function cellText({ once, resumed, wrong }: Cell): string {
  const parts = [
    once > 0 ? `${once} × once` : '',
    resumed > 0 ? `${resumed} × resumed` : '',
    wrong.length > 0 ? `**${wrong.length} × WRONG**` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
