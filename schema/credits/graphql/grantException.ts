import { z } from 'zod';
import type { CreditOfferId, EnrollmentId } from '../../../drizzle/ids.ts';
import { day } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { reasonText } from '../../plainText.ts';
import { NotWaivableError } from '../errors.ts';
import { grantException } from '../operations/grantException.ts';
import { WAIVABLE_BLOCKERS } from '../rules/waiving.ts';

const WaivableBlockerEnum = builder.enumType('WaivableBlocker', {
  description:
    'A blocker that an organization may waive for one person: its own deadline, and what the body lets it waive.',
  values: described(WAIVABLE_BLOCKERS, {
    CLAIM_DEADLINE_PASSED: 'Everything was done after the last day for completion that the offer set.',
    EVALUATION_DEADLINE_PASSED: 'The evaluation was given later than the body allows.',
    LICENSE_EXPIRED: 'A license had expired on the day that counts.',
    DAILY_LIMIT: 'The body allows no more credit for online study on the day that counts.',
    REPEAT_CREDIT: 'The body gave credit for the same content before.',
  }),
});

mutation('grantException', {
  description:
    'Lets one blocker of an offer pass for one enrollment until the end of a day. It stands in every audit with its reason.',
  errors: [NotFoundError, ForbiddenError, NotWaivableError, InvalidInputError],
  input: {
    description: 'Whose enrollment, which offer, which blocker, until when, and why.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'An enrollment in the version of the offer.' }),
      offerId: t.id({ description: 'An offer of your organization.' }),
      blocker: t.field({ type: WaivableBlockerEnum, description: 'The blocker.' }),
      untilOn: t.field({ type: 'Date', description: 'The last day, in the organization’s zone.' }),
      reason: t.string({
        description: 'Why, 3 to 500 characters on one line. It is stored permanently, so do not name the person.',
      }),
    }),
  },
  read: z.object({
    enrollmentId: idOf<EnrollmentId>('Enrollment'),
    offerId: idOf<CreditOfferId>('CreditOffer'),
    untilOn: day(),
    reason: reasonText,
  }),
  run: ({ db }, act, input) => grantException(db, act, input),
  payload: {
    description: 'The exception.',
    fields: (t) => ({
      untilOn: t.field({
        type: 'Date',
        description: 'The last day on which it holds.',
        resolve: ({ untilOn }) => untilOn,
      }),
    }),
  },
});
