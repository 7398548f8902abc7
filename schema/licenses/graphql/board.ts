import { boardsOf, type LoadedBoard } from '../../accreditation/queries.ts';
import type { Context } from '../../context.ts';
import { boardAmong, type Regulated } from '../rules/board.ts';

/** By what boards are loaded. Neither part has a slash. */
export const boardKey = ({ jurisdiction, profession }: Regulated): string => `${jurisdiction}/${profession}`;

function regulatedBy(key: string): Regulated {
  const [jurisdiction = '', profession = ''] = key.split('/');
  return { jurisdiction, profession };
}

/** Loads the boards of all licenses of a request at once. */
export async function loadBoards(asked: string[], { db }: Context): Promise<(LoadedBoard | null)[]> {
  const boards = await boardsOf(db);
  return asked.map((key) => boardAmong(boards, regulatedBy(key)));
}
