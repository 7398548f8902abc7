import { z } from 'zod';
import type { CreditOfferId, EnrollmentId, LicenseId } from '../../../drizzle/ids.ts';
import { NameUndrawableError } from '../../accounts/errors.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { DemandedFactMissingError, ForbiddenWordError } from '../../issuance/errors.ts';
import { CertificateRef } from '../../issuance/graphql/certificate.ts';
import { lineOfText } from '../../plainText.ts';
import { BlockedError, EnrollmentClosedError, OffersBlockedError } from '../errors.ts';
import { claimCredit } from '../operations/claimCredit.ts';
import { CreditAwardType } from './award.ts';
import { EnrollmentRef } from './enrollment.ts';
import { OfferRefusalType } from './offer.ts';

/** A version has few offers, and a person few licenses. */
const [MOST_OFFERS, MOST_LICENSES] = [20, 20];

const OfferClaimInput = builder.inputType('OfferClaimInput', {
  description: 'An offer to claim, and the licenses that its credit is for.',
  fields: (t) => ({
    offerId: t.id({ required: true, description: 'An offer of `enrollment.offers`.' }),
    licenseIds: t.idList({
      description: 'Licenses of yours. A later claim of the same offer may add further ones.',
    }),
  }),
});

mutation('claimCredit', {
  description:
    'Issues the certificate of completion of a finished enrollment, and one for each offer of credit that it names, each once. Every further call returns the same certificates, and may name further offers and licenses. The certificate of completion states hours of study and confers no credit of an accrediting body.',
  errors: [
    NotFoundError,
    EnrollmentClosedError,
    BlockedError,
    OffersBlockedError,
    NameUndrawableError,
    InvalidInputError,
    ForbiddenWordError,
    DemandedFactMissingError,
  ],
  input: {
    description: 'The enrollment, your name as a confirmation, and the offers to claim.',
    fields: (t) => ({
      enrollmentId: t.id({ description: 'Your enrollment.' }),
      printedName: t.string({
        description:
          'Your legal name, typed to confirm what will be printed. It must be the legal name in your profile; case, accents, punctuation and spaces do not matter. The certificate prints the profile’s spelling.',
      }),
      offers: t.field({
        type: [OfferClaimInput],
        required: false,
        description: `The offers of credit to claim, at most ${MOST_OFFERS}; none for the certificate of completion alone.`,
      }),
      giveRest: t.boolean({
        required: false,
        description:
          'Give what can be given when some offer cannot, and say what was refused. Otherwise nothing is given then.',
      }),
    }),
  },
  read: z.object({
    enrollmentId: idOf<EnrollmentId>('Enrollment'),
    printedName: lineOfText(120),
    offers: z
      .array(
        z.object({
          offerId: idOf<CreditOfferId>('CreditOffer'),
          licenseIds: z
            .array(idOf<LicenseId>('License'))
            .max(MOST_LICENSES)
            .nullish()
            .transform((ids) => ids ?? []),
        }),
      )
      .max(MOST_OFFERS, `Name at most ${MOST_OFFERS} offers.`)
      .nullish()
      .transform((offers) => offers ?? []),
    giveRest: z
      .boolean()
      .nullish()
      .transform((rest) => rest ?? false),
  }),
  run: ({ db, vault, settings: { publicUrl } }, act, { printedName: confirmedName, ...claim }) =>
    claimCredit(db, act, { ...claim, confirmedName, vault, publicUrl }),
  payload: {
    description: 'The certificates.',
    fields: (t) => ({
      certificate: t.field({
        type: CertificateRef,
        description: 'The certificate of completion. It stands beside every award.',
        resolve: ({ plain }) => plain,
      }),
      awards: t.field({
        type: [CreditAwardType],
        description: 'What the offers that the claim named have given, now or before.',
        resolve: ({ awards }) => awards,
      }),
      refused: t.field({
        type: [OfferRefusalType],
        description: 'The offers that could not be given; empty unless `giveRest` was set.',
        resolve: ({ refused }) => refused,
      }),
      enrollment: t.field({
        type: EnrollmentRef,
        description: 'The enrollment, closed.',
        resolve: ({ enrollmentId }) => enrollmentId,
      }),
    }),
  },
});
