import { z } from 'zod';
import type { CreditAwardId, EnrollmentId, LicenseId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { createTranscriptLink } from '../operations/transcriptLinks.ts';
import { TranscriptLinkType } from './transcriptLink.ts';

const MOST_TICKED = 200;
const ids = <Item extends z.ZodType>(item: Item) =>
  z.array(item).max(MOST_TICKED, `Tick at most ${MOST_TICKED}.`).nullish();

mutation('createTranscriptLink', {
  description:
    'Makes a link that shows ticked rows of a transcript, with your name and never a license number, to whoever has it. It ends when you revoke it, when its day has passed, when you remove the license, and with your account.',
  errors: [NotFoundError, InvalidInputError],
  input: {
    description: 'What to show, and until when.',
    fields: (t) => ({
      licenseId: t.id({ description: 'Your license.' }),
      cycleStartsOn: t.field({
        type: 'Date',
        required: false,
        description: 'The cycle that starts on this day; the newest when left out.',
      }),
      awardIds: t.idList({
        required: false,
        description: `Awards that are joined to the license, at most ${MOST_TICKED}: the rows of their completions are shown.`,
      }),
      enrollmentIds: t.idList({
        required: false,
        description: `Completions, with all their awards, at most ${MOST_TICKED}. A log has no awards, so its rows are ticked here.`,
      }),
      expiresOn: t.field({
        type: 'Date',
        description: 'The last day on which it works, in UTC; at most a year ahead.',
      }),
    }),
  },
  read: z.object({
    licenseId: idOf<LicenseId>('License'),
    awardIds: ids(idOf<CreditAwardId>('CreditAward')),
    enrollmentIds: ids(idOf<EnrollmentId>('Enrollment')),
  }),
  run: ({ db, vault }, act, { awardIds, enrollmentIds, cycleStartsOn, ...asked }) =>
    createTranscriptLink(db, act, {
      ...{ ...asked, vault },
      awardIds: awardIds ?? [],
      enrollmentIds: enrollmentIds ?? [],
      cycleStartsOn: cycleStartsOn ?? null,
    }),
  payload: {
    description: 'The new link.',
    fields: (t) => ({
      link: t.field({ type: TranscriptLinkType, description: 'The link.', resolve: ({ link }) => link }),
      url: t.string({
        description: 'Its address. Keep it: it is told only now, and only a keyed hash of it is stored.',
        resolve: ({ secret }, _args, { settings }) => `${settings.publicUrl}/t/${secret}`,
      }),
    }),
  },
});
