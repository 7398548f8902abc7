import { signedIn } from '../../context.ts';
import { builder } from '../../graphql/builder.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { RecordType } from '../../registrations/graphql/record.ts';
import { type CareList, careListOf } from '../queries/list.ts';
import { MOST_PLACES } from '../queries/places.ts';
import { PersonType } from './led.ts';
import { CareFactEnum } from './settings.ts';

const ListType = builder.objectRef<CareList>('CareList').implement({
  description: 'Who comes to a therapy event, as far as you may know.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    leads: t.exposeBoolean('leads', { description: 'Whether you are an instructor named on the event.' }),
    missing: t.field({
      type: [CareFactEnum],
      description: 'What an owner must still say with `setCareSettings` before anything of care is open.',
      resolve: ({ missing }) => missing,
    }),
    people: t.field({
      type: [PersonType],
      complexity: { field: 1, multiplier: 20 },
      description: `The people, at most ${MOST_PLACES}, for the instructors named on the event; empty for everybody else, owners included, and while anything is missing.`,
      resolve: ({ people }) => people,
    }),
    seats: t.field({
      type: [RecordType],
      complexity: { field: 1, multiplier: 20 },
      description: `The places that stand, of the newest ${MOST_PLACES}, under a reference and without a name; empty for the instructors named on the event.`,
      resolve: ({ seats }) => seats,
    }),
  }),
});

builder.objectField(IntensiveRef, 'careList', (t) =>
  t.field({
    type: ListType,
    nullable: true,
    authScopes: { signedIn: true },
    complexity: { field: 10 },
    description:
      'Who comes to a therapy event: people for the instructors named on it, places under a reference for the other owners, organizers and instructors. Null for trainings, for auditors, and for everyone who is not a member. Nothing that somebody wrote is opened by it.',
    resolve: ({ id: intensiveId, organizationId, kind }, _args, context) =>
      careListOf(context.db, { intensiveId, organizationId, kind, userId: signedIn(context).userId }),
  }),
);
