import { z } from 'zod';
import type { IntensiveId, IntensiveSegmentId, TeachingStatementId } from '../../../drizzle/ids.ts';
import { line } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { IntensiveClosedError, TeachingAwardedError } from '../../intensives/errors.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { TrainingNotOverError } from '../errors.ts';
import { stateTaught } from '../operations/stateTaught.ts';
import { keyOf } from './recordAttendance.ts';

const MOST = 200;

const StatedPartInput = builder.inputType('StateTaughtPartInput', {
  description: 'That an instructor taught a part.',
  fields: (t) => ({
    key: t.string({ description: 'A UUID that you make for this statement, so that the call can be repeated.' }),
    partId: t.id({ description: 'The part, of `Intensive.sessions`: one of instruction.' }),
    instructor: t.string({ description: 'The instructor, by the name that the training shows.' }),
    minutes: t.int({ required: false, description: 'How many minutes they taught; null for the whole part.' }),
  }),
});

mutation('stateTaught', {
  description:
    'States who taught how many minutes of which parts of a training that is over, and takes earlier statements back. Instructors earn credit by these statements alone. Nothing is lost: what no longer counts stays on record. For owners and organizers.',
  errors: [
    NotFoundError,
    ForbiddenError,
    InvalidInputError,
    IntensiveClosedError,
    TrainingNotOverError,
    TeachingAwardedError,
  ],
  input: {
    description: 'The training, what is stated of it, and what is no longer.',
    fields: (t) => ({
      intensiveId: t.id({ description: 'The training.' }),
      add: t.field({ type: [StatedPartInput], required: false, description: `Who taught what, at most ${MOST}.` }),
      takeBack: t.idList({ required: false, description: `Statements that were wrong, at most ${MOST}.` }),
      reason: t.string({
        required: false,
        description: 'Why statements are taken back, in at most 300 characters. Their instructor reads it.',
      }),
    }),
  },
  read: z.object({
    intensiveId: idOf<IntensiveId>('Intensive'),
    add: z
      .array(
        z.object({
          key: keyOf,
          partId: idOf<IntensiveSegmentId>('IntensiveSegment'),
          instructor: line('a name', 120),
          minutes: z
            .int()
            .min(1, 'Write at least 1.')
            .max(1440, 'Write at most 1440.')
            .nullish()
            .transform((minutes) => minutes ?? null),
        }),
      )
      .max(MOST, `Add at most ${MOST}.`)
      .nullish()
      .transform((all) => all ?? []),
    takeBack: z
      .array(idOf<TeachingStatementId>('TeachingStatement'))
      .max(MOST, `Name at most ${MOST}.`)
      .nullish()
      .transform((ids) => ids ?? []),
    reason: line('why', 300)
      .nullish()
      .transform((reason) => reason ?? null),
  }),
  run: ({ db }, act, input) => stateTaught(db, act, input),
  payload: {
    description: 'The training.',
    fields: (t) => ({
      intensive: t.field({
        type: IntensiveRef,
        description: 'The training, with what is stated now in `taught`.',
        resolve: ({ intensiveId }) => intensiveId,
      }),
    }),
  },
});
