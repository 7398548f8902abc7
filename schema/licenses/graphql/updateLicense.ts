import { z } from 'zod';
import type { LicenseId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { LicenseExistsError, LicenseLimitError } from '../errors.ts';
import { updateLicense } from '../operations/updateLicense.ts';
import { CHANGE_REASONS } from '../rules/change.ts';
import { licenseNumber } from '../rules/number.ts';
import { cycle, day, licenseKind, nameOnLicense } from '../rules/terms.ts';
import { LicenseCycleInput } from './cycleInput.ts';
import { LicenseKindEnum, LicenseRef } from './license.ts';

const ChangeReasonEnum = builder.enumType('LicenseChangeReason', {
  description: 'Why you change a license.',
  values: described(CHANGE_REASONS, {
    RENEWED: 'It was renewed: expiry and cycle may change.',
    CORRECTED: 'Something was mistyped: everything but profession and jurisdiction may change.',
    NAME_CHANGED: 'Your name changed: the name, the expiry and the cycle may change.',
  }),
});

mutation('updateLicense', {
  description:
    'Renews or corrects a license. What it said before stays in its history. For another profession, jurisdiction or license, add a license.',
  errors: [NotFoundError, InvalidInputError, LicenseExistsError, LicenseLimitError],
  input: {
    description: 'What to change. A field that you leave out does not change.',
    fields: (t) => ({
      licenseId: t.id({ description: 'Your license.' }),
      reason: t.field({
        type: ChangeReasonEnum,
        required: false,
        description: 'Needed to change the number, the name or the kind. Left out: it was renewed.',
      }),
      kind: t.field({ type: LicenseKindEnum, required: false, description: 'What you hold.' }),
      number: t.string({ required: false, description: 'The number, as the board writes it.' }),
      nameOnLicense: t.string({ required: false, description: 'The name on it; null clears it.' }),
      expiresOn: t.field({
        type: 'Date',
        required: false,
        description: 'The last day on which it is valid; null clears it.',
      }),
      cycle: t.field({
        type: LicenseCycleInput,
        required: false,
        description: 'The renewal cycle that runs now, as a whole; null clears it.',
      }),
    }),
  },
  read: z.object({
    licenseId: idOf<LicenseId>('License'),
    reason: z.enum(CHANGE_REASONS).nullish(),
    kind: licenseKind.optional(),
    number: licenseNumber.optional(),
    nameOnLicense: nameOnLicense.nullish(),
    expiresOn: day.nullish(),
    cycle: cycle.nullish(),
  }),
  run: ({ db, vault }, act, { licenseId, reason = null, ...changes }) =>
    updateLicense(db, act, { licenseId, reason, changes, vault }),
  payload: {
    description: 'What stands after the change.',
    fields: (t) => ({
      license: t.field({ type: LicenseRef, description: 'The license.', resolve: ({ licenseId }) => licenseId }),
    }),
  },
});
