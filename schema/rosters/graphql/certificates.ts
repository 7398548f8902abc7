import { z } from 'zod';
import { actOf } from '../../act.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { newestFirst } from '../../graphql/pages.ts';
import { parseInput } from '../../input.ts';
import { IssuedCertificateType } from '../../issuance/graphql/issuedCertificate.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import {
  countCertificates,
  findCertificates,
  type NamedCertificate,
  readCertificates,
} from '../operations/listCertificates.ts';
import { LISTED_STATUSES, MOST_COUNTED } from '../queries/listed.ts';

const LONGEST_TEXT = 200;
const MOST = MOST_COUNTED.toLocaleString('en-US');

const ListedStatusEnum = builder.enumType('IssuedCertificateStatus', {
  description: 'A status that an issued certificate can have, as in CertificateStatus.',
  values: described(LISTED_STATUSES, {
    VALID: 'It stands.',
    EXPIRED: 'Its time is over.',
    REVOKED: 'It was revoked.',
    SUPERSEDED: 'A corrected one took its place.',
    SPECIMEN: 'It was made on a demonstration server.',
  }),
});

const FilterInput = builder.inputType('IssuedCertificateFilter', {
  description: 'Which certificates. What is left out or null does not narrow the list.',
  fields: (t) => ({
    text: t.string({
      required: false,
      description: `A whole number as printed, or whole words of the printed name in any order; case, accents and hyphens do not matter; at most ${LONGEST_TEXT} characters.`,
    }),
    status: t.field({ type: ListedStatusEnum, required: false, description: 'Only of this status.' }),
  }),
});

const NamedCertificateType = builder.objectRef<NamedCertificate>('NamedCertificate').implement({
  description: 'A certificate that your organization issued, with the name on it.',
  fields: (t) => ({
    printedName: t.exposeString('printedName', {
      nullable: true,
      description: 'The name of its holder, as printed; null after erasure.',
    }),
    certificate: t.field({
      type: IssuedCertificateType,
      description: 'The certificate with its number and status.',
      resolve: (row) => row,
    }),
  }),
});

const textShape = z.object({
  text: z
    .string()
    .max(LONGEST_TEXT, `Write at most ${LONGEST_TEXT} characters.`)
    .nullish()
    .transform((text) => text ?? ''),
});

builder.objectField(OrganizationRef, 'certificates', (t) =>
  t.connection(
    {
      type: NamedCertificateType,
      nullable: true,
      authScopes: { signedIn: true },
      description:
        'The certificates that the organization issued, newest first, for its owners, organizers and auditors; an auditor sees none that was taken for personal growth. Each reading is recorded. NOT_FOUND for everyone who is not a member.',
      args: { filter: t.arg({ type: FilterInput, required: false, description: 'Only some of them.' }) },
      resolve: async ({ id }, { filter, ...args }, context) => {
        const { db, vault } = context;
        const { text } = parseInput(textShape, { text: filter?.text });
        const asked = { organizationId: id, text, status: filter?.status ?? null, vault };
        const list = await findCertificates(db, actOf(context), asked);
        const page = await newestFirst<NamedCertificate>(args, (window) =>
          readCertificates(db, actOf(context), { list, window, vault }),
        );
        return { ...page, count: () => countCertificates(db, list) };
      },
    },
    {
      fields: (t) => ({
        totalCount: t.int({
          description: `How many there are in all, whatever the page. Counting stops at ${MOST}: ${MOST_COUNTED + 1} says that there are more.`,
          resolve: ({ count }) => count(),
        }),
      }),
    },
  ),
);
