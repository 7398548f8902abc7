import { z } from 'zod';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { whole } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { permissionOf } from '../../organizations/rules/permissions.ts';
import { CodeTakenError, IntensiveClosedError } from '../errors.ts';
import { addIntensiveCode, removeIntensiveCode } from '../operations/codes.ts';
import { type CodeUse, codesOf } from '../queries/codes.ts';
import { IntensiveRef } from './intensive.ts';

const IntensiveCodeType = builder.objectRef<CodeUse>('IntensiveCode').implement({
  description: 'A code that lowers the price of an order.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'What people type, in capitals.' }),
    percent: t.exposeInt('percent', { nullable: true, description: 'How much it takes off each place, in percent.' }),
    amountMinor: t.exposeInt('amountMinor', {
      nullable: true,
      description: 'How much it takes off the order, in minor units of the currency.',
    }),
    mostUses: t.exposeInt('mostUses', {
      nullable: true,
      description: 'How many places may be ordered with it; null: any number.',
    }),
    uses: t.exposeInt('uses', {
      description: 'How many places are ordered with it and stand, unpaid ones that are kept too.',
    }),
    startsAt: t.expose('startsAt', { type: 'DateTime', nullable: true, description: 'Its first instant.' }),
    endsAt: t.expose('endsAt', { type: 'DateTime', nullable: true, description: 'The instant at which it has ended.' }),
    removedAt: t.expose('removedAt', { type: 'DateTime', nullable: true, description: 'When it was ended by hand.' }),
  }),
});

builder.objectField(IntensiveRef, 'codes', (t) =>
  t.loadableGroup({
    type: IntensiveCodeType,
    description: 'Its codes, for owners and organizers; empty for everyone else.',
    load: async (ids: IntensiveId[], { db }) => {
      const shown = ids.filter((id) => id !== NOBODY);
      return shown.length === 0 ? [] : codesOf(db, shown);
    },
    group: ({ intensiveId }) => intensiveId,
    resolve: ({ id, memberRole }) => (permissionOf(memberRole, 'MANAGE_INTENSIVES').ok ? id : NOBODY),
  }),
);

/** The key of no intensive. */
const NOBODY = '00000000-0000-0000-0000-000000000000' as IntensiveId;

const code = z
  .string()
  .transform((text) => text.trim().toUpperCase())
  .refine((text) => /^[A-Z0-9-]{3,40}$/.test(text), 'Write 3 to 40 letters, digits and hyphens.');
const absent = <Value>(value: Value | null | undefined): Value | null => value ?? null;
const intensiveId = idOf<IntensiveId>('Intensive');

mutation('addIntensiveCode', {
  description: 'Adds a code that lowers the price of an order, for an owner or organizer.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, CodeTakenError, IntensiveClosedError],
  input: {
    description: 'The code. Give either `percent` or `amountMinor`.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The intensive.' }),
      code: t.string({ description: 'What people type: 3 to 40 letters, digits and hyphens, in any case.' }),
      percent: t.int({ required: false, description: 'How much it takes off each place, 1 to 100 percent.' }),
      amountMinor: t.int({
        required: false,
        description: 'How much it takes off the order, in minor units of the currency.',
      }),
      mostUses: t.int({
        required: false,
        description: 'How many places may be ordered with it; without it any number.',
      }),
      startsAt: t.field({ type: 'DateTime', required: false, description: 'Its first instant.' }),
      endsAt: t.field({ type: 'DateTime', required: false, description: 'The instant at which it has ended.' }),
    }),
  },
  read: z.object({
    intensiveId,
    code,
    percent: whole(1, 100).nullish().transform(absent),
    amountMinor: whole(1, 99_999_999).nullish().transform(absent),
    mostUses: whole(1, 100_000).nullish().transform(absent),
    startsAt: z.date().nullish().transform(absent),
    endsAt: z.date().nullish().transform(absent),
  }),
  run: ({ db }, act, input) => addIntensiveCode(db, act, input),
  payload: {
    description: 'The intensive with its codes.',
    fields: (t) => ({
      intensive: t.field({
        type: IntensiveRef,
        description: 'The intensive.',
        resolve: (done: { intensiveId: IntensiveId }) => done.intensiveId,
      }),
    }),
  },
});

mutation('removeIntensiveCode', {
  description: 'Ends a code for new orders; orders that have it keep their price. A second call changes nothing.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, IntensiveClosedError],
  input: {
    description: 'The code.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The intensive.' }),
      code: t.string({ description: 'The code.' }),
    }),
  },
  read: z.object({ intensiveId, code }),
  run: ({ db }, act, input) => removeIntensiveCode(db, act, input),
  payload: {
    description: 'The intensive with its codes.',
    fields: (t) => ({
      intensive: t.field({
        type: IntensiveRef,
        description: 'The intensive.',
        resolve: (done: { intensiveId: IntensiveId }) => done.intensiveId,
      }),
    }),
  },
});
