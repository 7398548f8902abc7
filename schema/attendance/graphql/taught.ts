import { encodeGlobalID } from '@pothos/plugin-relay';
import type { IntensiveId } from '../../../drizzle/ids.ts';
import { builder } from '../../graphql/builder.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { type ShownStatement, shownStatements } from '../queries/teaching.ts';

const StatementType = builder.objectRef<ShownStatement>('TeachingStatement').implement({
  description: 'What the organization states of who taught a part of a training.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    id: t.id({
      description: 'The statement, for `stateTaught`.',
      resolve: ({ id }) => encodeGlobalID('TeachingStatement', id),
    }),
    partId: t.id({
      description: 'The part, as in `Intensive.sessions`.',
      resolve: ({ segmentId }) => encodeGlobalID('IntensiveSegment', segmentId),
    }),
    part: t.exposeString('part', { description: 'What the part is called.' }),
    instructor: t.exposeString('instructor', { description: 'Who taught it.' }),
    yours: t.exposeBoolean('yours', { description: 'Whether it is about you: the training names your account.' }),
    minutes: t.exposeInt('minutes', { description: 'How many minutes of it.' }),
    statedAt: t.expose('statedAt', { type: 'DateTime', description: 'When this was stated.' }),
    takenBackAt: t.expose('takenBackAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken back; null while it stands.',
    }),
    reason: t.exposeString('reason', { nullable: true, description: 'Why it was taken back.' }),
  }),
});

builder.objectField(IntensiveRef, 'taught', (t) =>
  t.loadableGroup({
    type: StatementType,
    complexity: { field: 2, multiplier: 20 },
    description:
      'Who taught what, as the organization states after a training: all of it for its owners and organizers, and to an instructor whose account it names what is about them. Empty for everybody else.',
    load: async (ids: IntensiveId[], { db, viewer }) =>
      viewer === null ? [] : shownStatements(db, ids, viewer.userId),
    group: ({ intensiveId }) => intensiveId,
    resolve: ({ id }) => id,
  }),
);
