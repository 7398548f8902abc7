import type { Board } from '../../accreditation/rules/bodies.ts';
import type { Context } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { boardsOfJurisdictions } from '../queries.ts';
import { boardFor, type Regulated } from '../rules/board.ts';

const BOARD_KINDS = ['REGULATES', 'LOG_ONLY'] as const satisfies readonly Board['kind'][];

const BoardKindEnum = builder.enumType('LicenseBoardKind', {
  description: 'What a board does with credit.',
  values: described(BOARD_KINDS, {
    REGULATES: 'It licenses people and says which credit it accepts.',
    LOG_ONLY: 'It accepts a log of study. It approves nothing.',
  }),
});

/** By what boards are loaded. Neither part has a slash. */
export const boardKey = ({ jurisdiction, profession }: Regulated): string => `${jurisdiction}/${profession}`;

function regulatedOf(key: string): Regulated {
  const [jurisdiction = '', profession = ''] = key.split('/');
  return { jurisdiction, profession };
}

/** Loads the boards of all licenses of a request at once. */
export async function loadBoards(asked: string[], { db }: Context): Promise<(Board | null)[]> {
  const regulated = asked.map(regulatedOf);
  const boards = await boardsOfJurisdictions(db, [...new Set(regulated.map(({ jurisdiction }) => jurisdiction))]);
  return regulated.map((one) => boardFor(boards, one));
}

export const LicenseBoardType = builder.objectRef<Board>('LicenseBoard').implement({
  description: 'The body that licenses or registers a profession in a jurisdiction.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its key, such as ca-bbs.' }),
    name: t.exposeString('name', { description: 'Its name.' }),
    website: t.exposeString('website', { description: 'Its website.' }),
    kind: t.field({ type: BoardKindEnum, description: 'What it does with credit.', resolve: ({ kind }) => kind }),
  }),
});
