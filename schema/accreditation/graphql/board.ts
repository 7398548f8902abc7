import { LICENSE_KINDS } from '../../../drizzle/tables/licenses.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { MAX_PAGE } from '../../graphql/relay.ts';
import { boardsOf, type LoadedBoard } from '../queries.ts';
import type { Board, BoardProfession, LicenseKind } from '../rules/bodies.ts';
import { boardRulesOn, kindRulesOn } from '../rules/inForce.ts';
import { boardLacks } from '../rules/lacking.ts';
import { BodyValueRef, dayOf, namedValues, ON_DAY, PRICES } from './bodyValue.ts';
import { requirePractice } from './practiceArgs.ts';

const BoardKind = builder.enumType('BoardKind', {
  description: 'What a board does with continuing education.',
  values: described(['REGULATES', 'LOG_ONLY'] as const, {
    REGULATES: 'It accepts the approvals of some bodies.',
    LOG_ONLY: 'It approves nothing and accepts a log, so that no credit exists in its name.',
  }),
});

type OfKind = { kind: LicenseKind; profession: BoardProfession };

const BoardKindRulesType = builder.objectRef<OfKind>('BoardKindRules').implement({
  description: 'What a board says of one kind of license alone: of associates, say. All else is as for the profession.',
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'The kind, as licenses name it: ASSOCIATE.' }),
    values: t.field({
      type: [BodyValueRef],
      complexity: PRICES.values,
      description: 'The rules on a day.',
      args: { on: t.arg(ON_DAY) },
      resolve: ({ kind, profession }, { on }, context) =>
        namedValues(kindRulesOn(profession, kind, dayOf(on, context))),
    }),
  }),
});

type Licensed = BoardProfession & { board: Board };

const BoardProfessionType = builder.objectRef<Licensed>('BoardProfession').implement({
  description: 'A profession that a board licenses or registers, with its rules and their sources.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Its key, such as lmft; licenses name it.' }),
    title: t.exposeString('title', { description: 'The title of its license.' }),
    values: t.field({
      type: [BodyValueRef],
      complexity: PRICES.values,
      description: 'The board’s rules for it on a day. A rule whose day has not come is not among them.',
      args: { on: t.arg(ON_DAY) },
      resolve: (profession, { on }, context) => namedValues(boardRulesOn(profession, dayOf(on, context))),
    }),
    kinds: t.field({
      type: [BoardKindRulesType],
      complexity: PRICES.kinds,
      description: 'What it says of some kinds of license alone.',
      resolve: (profession) =>
        LICENSE_KINDS.flatMap((kind) => (profession.kinds?.[kind] === undefined ? [] : [{ kind, profession }])),
    }),
    missing: t.stringList({
      description: 'The names of rules that the board’s file does not give.',
      resolve: (profession) => boardLacks(profession.board, profession),
    }),
  }),
});

/** A body that licenses. @public other nouns add fields to it. */
export const BoardRef = builder.objectRef<LoadedBoard>('Board').implement({
  description:
    'A body that licenses or registers people, with what Attune knows of its rules and from where. Whether it accepts a course is the board’s own decision. It is public.',
  authScopes: { public: true },
  fields: (t) => ({
    key: t.string({ description: 'Its short name.', resolve: ({ body }) => body.key }),
    name: t.string({ description: 'Its name.', resolve: ({ body }) => body.name }),
    website: t.string({ description: 'Its website.', resolve: ({ body }) => body.website }),
    kind: t.field({
      type: BoardKind,
      description: 'What it does with continuing education.',
      resolve: ({ body }) => body.kind,
    }),
    jurisdiction: t.string({
      description: 'Where it licenses: US-CA, NZ (ISO 3166).',
      resolve: ({ body }) => body.jurisdiction,
    }),
    professions: t.field({
      type: [BoardProfessionType],
      complexity: PRICES.professions,
      description: 'The professions that it licenses.',
      resolve: ({ body: board }) => board.professions.map((profession) => ({ ...profession, board })),
    }),
  }),
});

builder.queryField('boards', (t) =>
  t.field({
    type: [BoardRef],
    complexity: PRICES.bodies,
    description: `The bodies that license, by key; at most ${MAX_PAGE}.`,
    args: {
      jurisdiction: t.arg.string({ required: false, description: 'Only those of this place: US-CA, NZ (ISO 3166).' }),
      profession: t.arg.string({
        required: false,
        description: 'Only those that license this profession, such as lmft.',
      }),
    },
    resolve: async (_root, { jurisdiction, profession }, { db }) => {
      requirePractice({ jurisdiction, profession });
      const boards = await boardsOf(db);
      const asked = ({ body }: LoadedBoard) =>
        (jurisdiction == null || body.jurisdiction === jurisdiction) &&
        (profession == null || body.professions.some(({ key }) => key === profession));
      return boards.filter(asked).slice(0, MAX_PAGE);
    },
  }),
);
