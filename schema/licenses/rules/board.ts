import type { LoadedBoard } from '../../accreditation/queries.ts';

/** What a board licenses. */
export type Regulated = { profession: string; jurisdiction: string };

/** The board of a license: one that regulates before one that only accepts a log. Null when no file names it. */
export function boardAmong(
  boards: readonly LoadedBoard[],
  { profession, jurisdiction }: Regulated,
): LoadedBoard | null {
  const own = boards.filter(
    ({ body }) => body.jurisdiction === jurisdiction && body.professions.some(({ key }) => key === profession),
  );
  return own.find(({ body }) => body.kind === 'REGULATES') ?? own[0] ?? null;
}
