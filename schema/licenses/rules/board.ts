import type { Board } from '../../accreditation/rules/bodies.ts';

export type Regulated = { profession: string; jurisdiction: string };

/** The board that answers for a profession in a jurisdiction: one that licenses before one that only accepts a log. Null: none known. */
export function boardFor<Known extends Pick<Board, 'kind' | 'jurisdiction' | 'professions'>>(
  boards: readonly Known[],
  { profession, jurisdiction }: Regulated,
): Known | null {
  const own = boards.filter(
    (board) => board.jurisdiction === jurisdiction && board.professions.some(({ key }) => key === profession),
  );
  return own.find(({ kind }) => kind === 'REGULATES') ?? own[0] ?? null;
}
