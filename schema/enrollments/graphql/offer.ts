import { encodeGlobalID } from '@pothos/plugin-relay';
import { z } from 'zod';
import type { LicenseId } from '../../../drizzle/ids.ts';
import { CreditOfferRef } from '../../accreditation/graphql/creditOffer.ts';
import { amountText } from '../../accreditation/rules/arithmetic.ts';
import { builder } from '../../graphql/builder.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { idOf, parseInput } from '../../input.ts';
import { CertificateRef } from '../../issuance/graphql/certificate.ts';
import { liveCertificates } from '../../issuance/queries.ts';
import { awardClaimKey } from '../../issuance/rules/claimKeys.ts';
import { offerSidesOf } from '../queries/offers.ts';
import { type EnrollmentRow, isWhole } from '../queries.ts';
import { nameable, needsLicense, notNameable } from '../rules/gate/license.ts';
import { blockersOf } from '../rules/gate.ts';
import { judge, type Refusal, type Verdict } from '../rules/offers/judge.ts';
import { BlockerType } from './blocker.ts';
import { EnrollmentRef } from './enrollment.ts';
import { wholeRows } from './ownEnrollments.ts';

type Judged = Verdict & {
  enrollmentId: EnrollmentRow['id'];
  basis: EnrollmentRow['basis'];
  licenseIds: readonly LicenseId[];
};

/** To instructors an offer gives what they taught, and says no amount of its own. */
const wholeOf = ({ basis, offer, given }: Judged): number =>
  basis === 'INSTRUCTOR' ? given.totalHundredths : offer.totalHundredths;

export const OfferRefusalType = builder.objectRef<Refusal>('OfferRefusal').implement({
  description: 'An offer that cannot be given now, and everything that is missing.',
  fields: (t) => ({
    offerId: t.id({ description: 'The offer.', resolve: ({ offerId }) => encodeGlobalID('CreditOffer', offerId) }),
    blockers: t.field({
      type: [BlockerType],
      description: 'Everything that is missing.',
      resolve: ({ blockers, enrollmentId }) => blockersOf(enrollmentId, blockers),
    }),
  }),
});

const EnrollmentOfferType = builder.objectRef<Judged>('EnrollmentOffer').implement({
  description: 'What an enrollment can earn under an offer of credit, and what is missing.',
  fields: (t) => ({
    offerId: t.id({
      description: 'The offer, for `claimCredit`.',
      resolve: ({ offer }) => encodeGlobalID('CreditOffer', offer.id),
    }),
    offer: t.field({
      type: CreditOfferRef,
      description: 'The offer as the course shows it: its number, its unit and the sentence of the body.',
      resolve: ({ offer }) => offer.id,
    }),
    body: t.string({ description: 'The accrediting body.', resolve: ({ offer }) => offer.body }),
    amount: t.field({
      type: 'Decimal',
      description: 'How much it gives, in the unit of the body; to an instructor what they taught makes.',
      resolve: (judged) => decimalText(wholeOf(judged)),
    }),
    amountInWords: t.string({
      nullable: true,
      description: 'The same in the words of the body, such as 1.5 contact hours.',
      resolve: (judged) => judged.offer.rules.unit && amountText(wholeOf(judged), judged.offer.rules.unit.value),
    }),
    earned: t.field({
      type: 'Decimal',
      description:
        'How much `claimCredit` would give as things stand: of a training what its attendance earns so far, at most the whole amount.',
      resolve: ({ given }) => decimalText(given.totalHundredths),
    }),
    needsLicense: t.boolean({
      description: 'Whether `claimCredit` must name a license of yours for it.',
      resolve: ({ offer }) => needsLicense(offer),
    }),
    licenseIds: t.idList({
      description:
        'The licenses that it was judged for. Name them in `claimCredit`; with fewer the blockers may be others.',
      resolve: ({ licenseIds }) => licenseIds.map((id) => encodeGlobalID('License', id)),
    }),
    claimable: t.boolean({
      description: 'Whether `claimCredit` would give it now, with these `licenseIds`.',
      resolve: ({ blockers }) => blockers.length === 0,
    }),
    certificate: t.loadable({
      type: CertificateRef,
      nullable: true,
      description: 'Its certificate, once issued. A later claim may join its credit to further licenses.',
      load: async (keys: string[], { db }) => {
        const found = await liveCertificates(db, keys);
        return keys.map((key) => found.find(({ claimKey }) => claimKey === key) ?? null);
      },
      resolve: ({ enrollmentId, offer }) => awardClaimKey(enrollmentId, offer.id),
    }),
    completedAt: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When the last requirement of this offer was met; null while one is missing.',
      resolve: ({ dates }) => dates.completedAt,
    }),
    countsOn: t.field({
      type: 'Date',
      nullable: true,
      description:
        'The day that the body counts: of a session where it took place, else in the organization’s zone; null while it is not known.',
      resolve: ({ dates }) => dates.countsOn,
    }),
    evaluateUntil: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'Until when the evaluation must be given; null without a deadline.',
      resolve: ({ dates }) => dates.evaluateUntil,
    }),
    blockers: t.field({
      type: [BlockerType],
      description: 'Everything that is missing. When empty, `claimCredit` gives it.',
      resolve: ({ blockers, enrollmentId }) => blockersOf(enrollmentId, blockers),
    }),
    notices: t.field({
      type: [BlockerType],
      description:
        'What you should know although it stops nothing: a license that has expired, or one that a claim of this offer cannot name.',
      resolve: ({ notices, enrollmentId }) => blockersOf(enrollmentId, notices),
    }),
  }),
});

const licensesShape = z.object({ licenseIds: z.array(idOf<LicenseId>('License')).max(20).nullish() });

builder.objectField(EnrollmentRef, 'offers', (t) =>
  t.loadableList({
    type: EnrollmentOfferType,
    description: 'The offers of credit for this version, and what this enrollment lacks for each. At most 100.',
    args: {
      licenseIds: t.arg.idList({
        required: false,
        description: 'Judged for these licenses of yours; without them, for all of yours that a claim may name.',
      }),
    },
    byPath: true,
    load: async (rows: EnrollmentRow[], context, args) => {
      const { licenseIds } = parseInput(licensesShape, args);
      const whole = await wholeRows(rows, context);
      const sides = await offerSidesOf(
        context.db,
        rows.map(({ id }) => id),
      );
      return whole.map((row, at) => {
        const side = sides[at];
        if (side === undefined || !isWhole(row)) return [];
        const facts = { enrollment: { ...row, ...side }, earlier: side.earlier, exceptions: side.exceptions };
        const chosen = licenseIds && side.licenses.filter(({ id }) => licenseIds.includes(id));
        return side.offers.slice(0, 100).map((offer) => {
          const licenses = chosen ?? nameable(offer, side.licenses);
          const verdict = judge({ ...facts, offer, licenses, now: context.now });
          const others = chosen ? [] : notNameable(offer, side.licenses);
          return {
            ...{ ...verdict, notices: [...verdict.notices, ...others] },
            ...{ enrollmentId: row.id, basis: row.basis, licenseIds: licenses.map(({ id }) => id) },
          };
        });
      });
    },
    resolve: (row) => row,
  }),
);
