import { z } from 'zod';
import type { ApprovalId } from '../../../drizzle/ids.ts';
import { day } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { recordReported } from '../operations/recordReported.ts';

mutation('recordCreditReported', {
  description:
    'Says that the awards of a roster were reported to its body or a board, for owners and organizers. From then on no refund takes their certificates back. Again, it changes nothing.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError],
  input: {
    description: 'Which awards: those under an approval that count in a period, as its roster lists them.',
    fields: (t) => ({
      approvalId: t.id({ description: 'The approval.' }),
      from: t.field({ type: 'Date', description: 'The first day that counts.' }),
      to: t.field({ type: 'Date', description: 'The last.' }),
      reportedOn: t.field({ type: 'Date', description: 'When they were reported.' }),
    }),
  },
  read: z.object({ approvalId: idOf<ApprovalId>('Approval'), from: day(), to: day(), reportedOn: day() }),
  run: ({ db }, act, input) => recordReported(db, act, input),
  payload: {
    description: 'What was noted.',
    fields: (t) => ({
      reported: t.exposeInt('reported', { description: 'How many awards were not reported before.' }),
    }),
  },
});
