import { minutesOf } from '../intensives/rules.ts';

type Part = { id: string; title: string; kind: string; startsAt: string; endsAt: string };
type Statement = { id: string; partId: string; instructor: string; minutes: number; takenBackAt: string | null };

/** What is stated of one instructor and one part: the sum of the statements that stand, which are `ids`. `most`: minutes of the part. */
export type Cell = { part: Part; instructor: string; most: number; minutes: number; ids: string[] };

/** A cell for each instructor in each part that teaches, also for whoever the training names no longer and of whom something stands. */
export function cellsOf(
  parts: readonly Part[],
  instructors: readonly { name: string }[],
  taught: readonly Statement[],
): Cell[] {
  const stand = taught.filter(({ takenBackAt }) => takenBackAt === null);
  const names = new Set([...instructors.map(({ name }) => name), ...stand.map(({ instructor }) => instructor)]);
  return parts
    .filter(({ kind }) => kind === 'INSTRUCTION')
    .flatMap((part) =>
      [...names].map((instructor) => {
        const said = stand.filter((one) => one.partId === part.id && one.instructor === instructor);
        const minutes = said.reduce((sum, one) => sum + one.minutes, 0);
        return { part, instructor, most: minutesOf(part) ?? 0, minutes, ids: said.map(({ id }) => id) };
      }),
    );
}

/** The name of the field of a cell. */
export const nameOfCell = ({ part, instructor }: Cell): string => `${part.id} ${instructor}`;

export type Changes = {
  add: { partId: string; instructor: string; minutes: number }[];
  takeBack: string[];
  wrong: Cell[];
};

/** What is to be stated and taken back so that what stands is what was typed; `wrong`: what is no number of minutes of its part. */
export function changesOf(cells: readonly Cell[], typed: (cell: Cell) => string): Changes {
  const changes: Changes = { add: [], takeBack: [], wrong: [] };
  for (const cell of cells) {
    const text = typed(cell).trim();
    const minutes = text === '' ? 0 : Number(text);
    if (!/^\d*$/.test(text) || minutes > cell.most) changes.wrong.push(cell);
    else if (minutes !== cell.minutes) {
      changes.takeBack.push(...cell.ids);
      if (minutes > 0) changes.add.push({ partId: cell.part.id, instructor: cell.instructor, minutes });
    }
  }
  return changes;
}
