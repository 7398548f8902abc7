import { z } from 'zod';
import type { ApprovalId } from '../../../drizzle/ids.ts';
import { MAX_PAGE } from '../../../drizzle/window.ts';
import { day } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { reasonText } from '../../plainText.ts';
import { ApprovalEndedError } from '../errors.ts';
import { changeApprovalState, OWNERS_STATES } from '../operations/changeApprovalState.ts';
import { ApprovalRef, ApprovalStateEnum } from './approval.ts';
import { AwardUnderType } from './awardUnder.ts';

mutation('changeApprovalState', {
  description:
    'Records what became of an approval from a day on, for an owner. LAPSED and WITHDRAWN end it, which cannot be undone. No award changes.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, ApprovalEndedError],
  input: {
    description: 'The approval, its state and the reason.',
    fields: (t) => ({
      approvalId: t.id({ description: 'The approval.' }),
      state: t.field({ type: ApprovalStateEnum, description: `One of ${OWNERS_STATES.join(', ')}.` }),
      from: t.string({ description: 'The first day of the state: 2026-11-22, in the zone of the organization.' }),
      reason: t.string({ description: 'Why, in 3 to 500 characters on one line. It is kept permanently.' }),
    }),
  },
  read: z.object({
    approvalId: idOf<ApprovalId>('Approval'),
    state: z.enum(OWNERS_STATES, { error: `Choose one of ${OWNERS_STATES.join(', ')}.` }),
    from: day(),
    reason: reasonText,
  }),
  run: ({ db }, act, input) => changeApprovalState(db, act, input),
  payload: {
    description: 'The approval, and the awards that the change may concern.',
    fields: (t) => ({
      approval: t.field({ type: ApprovalRef, description: 'The approval.', resolve: ({ approvalId }) => approvalId }),
      awards: t.field({
        type: [AwardUnderType],
        description: `The awards under it that count on that day or later, newest first, at most ${MAX_PAGE}; approval.awards has all. They stay as they are.`,
        resolve: ({ awards }) => awards,
      }),
    }),
  },
});
