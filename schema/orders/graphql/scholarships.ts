import { z } from 'zod';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { signedIn } from '../../context.ts';
import { emailAddress, line } from '../../edited/text.ts';
import { InvalidInputError, RateLimitedError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { MoneyType } from '../../graphql/money.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { ScholarshipsGivenError } from '../errors.ts';
import { grantScholarship, withdrawScholarship } from '../operations/scholarships.ts';
import { type Scholarship, scholarshipOf, scholarshipsOf } from '../queries/prices.ts';
import { FOR_MEMBERS } from './payloads.ts';

builder.objectField(IntensiveRef, 'grantedPrice', (t) =>
  t.field({
    type: MoneyType,
    nullable: true,
    authScopes: { public: true },
    complexity: { field: 5 },
    description: 'The scholarship price that the organization granted you; null without one.',
    resolve: async ({ id: intensiveId, currency }, _args, { db, viewer }) => {
      if (viewer === null) return null;
      const price = await scholarshipOf(db, { intensiveId, userId: viewer.userId });
      return price && { amountMinor: price.amountMinor, currency };
    },
  }),
);

const ScholarshipType = builder.objectRef<Scholarship>('Scholarship').implement({
  description: 'A scholarship price that was granted.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    label: t.exposeString('label', { description: 'Which price.' }),
    email: t.exposeString('email', {
      nullable: true,
      description: 'To whom; null at events that are no training but for the instructors named on them.',
    }),
    grantedAt: t.expose('grantedAt', { type: 'DateTime', description: 'When.' }),
  }),
});

builder.objectField(IntensiveRef, 'scholarships', (t) =>
  t.field({
    type: [ScholarshipType],
    nullable: true,
    authScopes: { signedIn: true },
    description: 'The scholarship prices that stand, newest first and at most 200, for owners and organizers.',
    resolve: async ({ id, organizationId }, _args, context) => {
      const asked = { permission: 'MANAGE_REGISTRATIONS', organizationId, what: 'The event' } as const;
      const { userId: viewer } = signedIn(context);
      await requirePermission(context.db, { userId: viewer }, asked);
      return scholarshipsOf(context.db, { intensiveId: id, viewer });
    },
  }),
);

const payload = {
  description: 'The event.',
  fields: (t: PayloadFields) => ({
    intensive: t.field({
      type: IntensiveRef,
      description: 'The event.',
      resolve: ({ intensiveId }: { intensiveId: IntensiveId }) => intensiveId,
    }),
  }),
};
type PayloadFields = PothosSchemaTypes.ObjectFieldBuilder<
  import('../../graphql/builder.ts').SchemaTypes,
  { intensiveId: IntensiveId }
>;
const intensiveId = idOf<IntensiveId>('Intensive');

mutation('grantScholarship', {
  description:
    'Grants a scholarship price of an event to a person with an account, for owners and organizers. It stands for their next order. Nobody is told why, and no reason is kept.',
  errors: [...FOR_MEMBERS, InvalidInputError, RateLimitedError, ScholarshipsGivenError],
  input: {
    description: 'At which event, which price, and to whom.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The event.' }),
      email: t.string({ description: 'The address with which the person signs in.' }),
      label: t.string({ description: 'The label of a price of the kind SCHOLARSHIP.' }),
    }),
  },
  read: z.object({ intensiveId, email: emailAddress(), label: line('a label', 80) }),
  run: ({ db }, act, input) => grantScholarship(db, act, input),
  payload,
});

mutation('withdrawScholarship', {
  description: 'Withdraws a scholarship price, for owners and organizers. Orders that were placed keep theirs.',
  errors: [...FOR_MEMBERS, InvalidInputError],
  input: {
    description: 'At which event, and of whom.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The event.' }),
      email: t.string({ description: 'The address with which the person signs in.' }),
    }),
  },
  read: z.object({ intensiveId, email: emailAddress() }),
  run: ({ db }, act, input) => withdrawScholarship(db, act, input),
  payload,
});
