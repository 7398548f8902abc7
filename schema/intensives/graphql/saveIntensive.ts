import { z } from 'zod';
import type { IntensiveId, OrganizationId } from '../../../drizzle/ids.ts';
import { key, whole } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import {
  DraftPublishedError,
  InstructorBusyError,
  IntensiveChangedError,
  IntensiveClosedError,
  IntensiveFixedError,
  IntensiveNotReadyError,
  SlugTakenError,
  TimesMovedError,
} from '../errors.ts';
import { createIntensive } from '../operations/createIntensive.ts';
import { publishIntensive } from '../operations/publishIntensive.ts';
import { removeIntensiveDraft } from '../operations/removeIntensiveDraft.ts';
import { updateIntensive } from '../operations/updateIntensive.ts';
import { DraftInput, readDraft } from './draftInput.ts';
import { IntensiveRef } from './intensive.ts';

const MOST_REVISIONS = 1_000_000_000;
const intensiveId = idOf<IntensiveId>('Intensive');
const revision = whole(1, MOST_REVISIONS);
const acceptOverlaps = z
  .boolean()
  .nullish()
  .transform((accept) => accept ?? false);
const acceptInput = (t: InputFields) =>
  t.boolean({
    required: false,
    description:
      'True: somebody is meant to lead two things at once. Send it after showing the `overlaps` of INSTRUCTOR_BUSY.',
  });

const payload = (description: string) => ({
  description,
  fields: (t: PayloadFields) => ({
    intensive: t.field({
      type: IntensiveRef,
      description: 'The intensive.',
      resolve: (saved: { intensiveId: IntensiveId }) => saved.intensiveId,
    }),
  }),
});
type InputFields = PothosSchemaTypes.InputFieldBuilder<import('../../graphql/builder.ts').SchemaTypes, 'InputObject'>;
type PayloadFields = PothosSchemaTypes.ObjectFieldBuilder<
  import('../../graphql/builder.ts').SchemaTypes,
  { intensiveId: IntensiveId }
>;

mutation('createIntensive', {
  description:
    'Writes a new intensive as a draft, for an owner or organizer. Only members see it until it is published.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, SlugTakenError],
  input: {
    description: 'The organization, the slug and the intensive.',
    fields: (t) => ({
      organizationId: t.id({ description: 'The organization that offers it.' }),
      slug: t.string({ description: 'Its short name in addresses, for good: lowercase letters, digits and hyphens.' }),
      draft: t.field({ type: DraftInput, description: 'The intensive.' }),
    }),
  },
  read: z.object({ organizationId: idOf<OrganizationId>('Organization'), slug: key('a slug'), draft: readDraft }),
  run: ({ db, settings }, act, input) => createIntensive(db, act, { ...input, zoneData: settings.zoneData }),
  payload: payload('The draft.'),
});

mutation('updateIntensive', {
  description:
    'Saves an intensive whole. Registered people are shown what changed. Of a published one, kind, course and currency stay, its capacity changes by changeCapacity, and times move by rescheduleIntensive only.',
  errors: [
    ...[NotFoundError, ForbiddenError, InvalidInputError, IntensiveChangedError, IntensiveClosedError],
    ...[IntensiveFixedError, IntensiveNotReadyError, TimesMovedError, InstructorBusyError],
  ],
  input: {
    description: 'The intensive as it should be.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The intensive.' }),
      revision: t.int({ description: 'The revision that you read. Another one is refused.' }),
      draft: t.field({ type: DraftInput, description: 'The intensive.' }),
      acceptOverlaps: acceptInput(t),
    }),
  },
  read: z.object({ intensiveId, revision, draft: readDraft, acceptOverlaps }),
  run: ({ db, settings }, act, input) =>
    updateIntensive(db, act, { ...input, answerBy: null, zoneData: settings.zoneData }),
  payload: payload('The intensive.'),
});

mutation('rescheduleIntensive', {
  description:
    'Moves a published intensive to other times and asks everybody who has a place whether they stay. Who leaves gets everything back.',
  errors: [
    ...[NotFoundError, ForbiddenError, InvalidInputError, IntensiveChangedError, IntensiveClosedError],
    ...[IntensiveFixedError, IntensiveNotReadyError, InstructorBusyError],
  ],
  input: {
    description: 'The intensive at its new times.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The intensive.' }),
      revision: t.int({ description: 'The revision that you read. Another one is refused.' }),
      draft: t.field({ type: DraftInput, description: 'The intensive.' }),
      answerBy: t.field({
        type: 'DateTime',
        description: 'Until when everybody is asked to answer; before the new start.',
      }),
      acceptOverlaps: acceptInput(t),
    }),
  },
  read: z.object({ intensiveId, revision, draft: readDraft, answerBy: z.date(), acceptOverlaps }),
  run: ({ db, settings }, act, input) => updateIntensive(db, act, { ...input, zoneData: settings.zoneData }),
  payload: payload('The intensive.'),
});

mutation('publishIntensive', {
  description:
    'Publishes an intensive, once: a second call changes nothing. Kind, course, slug and currency stay from then on.',
  errors: [
    NotFoundError,
    ForbiddenError,
    InvalidInputError,
    IntensiveChangedError,
    IntensiveClosedError,
    IntensiveNotReadyError,
    InstructorBusyError,
  ],
  input: {
    description: 'The intensive.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The intensive.' }),
      revision: t.int({ description: 'The revision that you read.' }),
      acceptOverlaps: acceptInput(t),
    }),
  },
  read: z.object({ intensiveId, revision, acceptOverlaps }),
  run: ({ db }, act, input) => publishIntensive(db, act, input),
  payload: payload('The intensive.'),
});

mutation('removeIntensiveDraft', {
  description:
    'Removes a draft that was never published, for an owner or organizer. Nobody finds it any more, and its slug can be used again.',
  errors: [NotFoundError, ForbiddenError, IntensiveChangedError, IntensiveClosedError, DraftPublishedError],
  input: {
    description: 'The draft.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The draft.' }),
      revision: t.int({ description: 'The revision that you read. Another one is refused.' }),
    }),
  },
  read: z.object({ intensiveId, revision }),
  run: ({ db }, act, input) => removeIntensiveDraft(db, act, input),
  payload: {
    description: 'What was removed.',
    fields: (t) => ({ slug: t.exposeString('slug', { description: 'The slug, free again.' }) }),
  },
});
