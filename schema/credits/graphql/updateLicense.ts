import { z } from 'zod';
import type { LicenseId } from '../../../drizzle/ids.ts';
import { InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { CertificateRef } from '../../issuance/graphql/certificate.ts';
import { LicenseExistsError, LicenseLimitError } from '../../licenses/errors.ts';
import { LicenseCycleInput } from '../../licenses/graphql/cycleInput.ts';
import { LicenseKindEnum, LicenseRef } from '../../licenses/graphql/license.ts';
import { CHANGE_REASONS } from '../../licenses/rules/change.ts';
import { licenseNumber } from '../../licenses/rules/number.ts';
import { cycle, day, licenseKind, nameOnLicense } from '../../licenses/rules/terms.ts';
import { reasonText } from '../../plainText.ts';
import type { Replacement } from '../operations/replacePrinted.ts';
import { updateLicense } from '../operations/updateLicense.ts';

const ChangeReasonEnum = builder.enumType('LicenseChangeReason', {
  description: 'Why you change a license.',
  values: described(CHANGE_REASONS, {
    RENEWED: 'It was renewed: expiry and cycle may change. Certificates stay, because what they print was true.',
    CORRECTED:
      'Something was mistyped and always was different: everything but profession and jurisdiction may change. Certificates that print another number of the license are replaced.',
    NAME_CHANGED:
      'Your name changed: the name, the expiry and the cycle may change. Certificates stay: they print the legal name of your profile, and an owner of the organization can issue one under a new name.',
  }),
});

const ReplacementType = builder.objectRef<Replacement>('CertificateReplacement').implement({
  description: 'A certificate and the corrected one that was issued in its place, under a number of its own.',
  fields: (t) => ({
    certificate: t.field({
      type: CertificateRef,
      description: 'The new certificate. Only the corrected facts, its number and its moment differ.',
      resolve: ({ certificateId }) => certificateId,
    }),
    replaced: t.field({
      type: CertificateRef,
      description: 'The old certificate, now superseded.',
      resolve: ({ replacedId }) => replacedId,
    }),
  }),
});

mutation('updateLicense', {
  description:
    'Renews or corrects a license. What it said before stays in its history. A corrected number replaces every certificate that prints another one, at once. For another profession, jurisdiction or license, add a license.',
  errors: [NotFoundError, InvalidInputError, LicenseExistsError, LicenseLimitError, RateLimitedError],
  input: {
    description: 'What to change. A field that you leave out does not change.',
    fields: (t) => ({
      licenseId: t.id({ description: 'Your license.' }),
      reason: t.field({
        type: ChangeReasonEnum,
        required: false,
        description: 'Needed to change the number, the name or the kind. Left out: it was renewed.',
      }),
      note: t.string({
        required: false,
        description:
          'Why, in your own words: 3 to 500 characters on one line. The organizations whose certificates are replaced read it in their audit log. It is blanked when you are erased.',
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
    note: reasonText.nullish(),
    kind: licenseKind.optional(),
    number: licenseNumber.optional(),
    nameOnLicense: nameOnLicense.nullish(),
    expiresOn: day.nullish(),
    cycle: cycle.nullish(),
  }),
  run: ({ db, vault, settings: { publicUrl } }, act, { licenseId, reason = null, note = null, ...changes }) =>
    updateLicense(db, act, { licenseId, reason, note, changes, vault, publicUrl }),
  payload: {
    description: 'What stands after the change.',
    fields: (t) => ({
      license: t.field({ type: LicenseRef, description: 'The license.', resolve: ({ licenseId }) => licenseId }),
      replacements: t.field({
        type: [ReplacementType],
        complexity: { field: 1, multiplier: 5 },
        description:
          'The certificates that were replaced because they printed another number of the license. Empty unless the reason is CORRECTED.',
        resolve: ({ replacements }) => replacements,
      }),
    }),
  },
});
