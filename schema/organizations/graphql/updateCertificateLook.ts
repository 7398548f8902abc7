import { z } from 'zod';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import { CERTIFICATE_DESIGNS } from '../../../drizzle/tables/organizations.ts';
import { printedLine } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError, RateLimitedError } from '../../errors.ts';
import { mutation } from '../../graphql/mutation.ts';
import { idOf } from '../../input.ts';
import { updateCertificateLook } from '../operations/updateCertificateLook.ts';
import { readableColor } from '../rules/readableColor.ts';
import { DesignEnum } from './certificateLook.ts';
import { OrganizationRef } from './organization.ts';

/**
 * How much of a 100 kB request can be images: some 50 kB of PNG. The organization's file may bring larger ones when it is first
 * loaded.
 */
const MOST_BASE64 = 70_000;
const TOO_LONG = `Both images together may have ${MOST_BASE64} characters of base64, some 50 kB of PNG; use fewer pixels or colors.`;

const base64Png = () =>
  z
    .string()
    .regex(
      /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
      'Write the bytes of the PNG in base64, without spaces and without a "data:" before them.',
    )
    .transform((base64) => Buffer.from(base64, 'base64'))
    .nullish();

const base64Length = (png: Buffer | null | undefined): number => 4 * Math.ceil((png?.length ?? 0) / 3);

const read = z
  .object({
    organizationId: idOf<OrganizationId>('Organization'),
    design: z.enum(CERTIFICATE_DESIGNS, { error: `Choose one of ${CERTIFICATE_DESIGNS.join(', ')}.` }).optional(),
    primaryColor: readableColor().nullish(),
    accentColor: readableColor().nullish(),
    logoPng: base64Png(),
    signaturePng: base64Png(),
    signatoryName: printedLine('a name', 120).nullish(),
    signatoryTitle: printedLine('a title', 120).nullish(),
  })
  .refine(({ logoPng, signaturePng }) => base64Length(logoPng) + base64Length(signaturePng) <= MOST_BASE64, {
    path: ['signaturePng'],
    error: TOO_LONG,
  })
  .refine(
    ({ organizationId: _, ...changes }) => Object.values(changes).some((value) => value !== undefined),
    'Name at least one field to change.',
  );

mutation('updateCertificateLook', {
  description:
    'Changes the look of certificates issued from now on, for owners and organizers. Certificates issued earlier do not change.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError, RateLimitedError],
  input: {
    description: 'What to change. A field that you leave out does not change.',
    fields: (t) => ({
      organizationId: t.id({ description: 'The organization that you own or run.' }),
      design: t.field({ type: DesignEnum, required: false, description: 'The built-in design.' }),
      primaryColor: t.string({
        required: false,
        description:
          'Headings, as #rrggbb with a contrast of 4.5 or more on the paper; null gives the design’s own color.',
      }),
      accentColor: t.string({
        required: false,
        description:
          'Small print and ornament, as #rrggbb with a contrast of 4.5 or more on the paper; null gives the design’s own color.',
      }),
      logoPng: t.string({
        required: false,
        description: `The logo: a PNG in base64, at most 4000 pixels a side; null removes it. With the signature at most ${MOST_BASE64} characters of base64, some 50 kB of PNG.`,
      }),
      signaturePng: t.string({
        required: false,
        description: `An image of the signatory’s signature: a PNG in base64; null removes it. With the logo at most ${MOST_BASE64} characters.`,
      }),
      signatoryName: t.string({
        required: false,
        description: 'The person who is responsible for the certificates; null removes them.',
      }),
      signatoryTitle: t.string({ required: false, description: 'Their title; null removes it.' }),
    }),
  },
  read,
  run: ({ db }, act, { organizationId, ...changes }) => updateCertificateLook(db, act, { organizationId, changes }),
  payload: {
    description: 'The organization, changed.',
    fields: (t) => ({
      organization: t.field({
        type: OrganizationRef,
        description: 'The organization as it is now.',
        resolve: ({ organizationId }) => organizationId,
      }),
    }),
  },
});
