import { z } from 'zod';
import type { OrganizationId } from '../../../drizzle/ids.ts';
import { CERTIFICATE_DESIGNS } from '../../../drizzle/tables/organizations.ts';
import { printedLine, printedName } from '../../edited/text.ts';
import type { SchemaTypes } from '../../graphql/builder.ts';
import { idOf } from '../../input.ts';
import { readableColor } from '../rules/readableColor.ts';
import { DesignEnum } from './certificateLook.ts';

/**
 * How much of a 100 kB request can be images: some 50 kB of PNG. The organization's file may bring larger ones when it is first
 * loaded.
 */
const MOST_BASE64 = 70_000;
const TOO_MUCH = `Both images together may have ${MOST_BASE64} characters of base64, some 50 kB of PNG; use fewer pixels or colors.`;

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

/** The settings of a look as mutations take them. */
export const lookShape = z.object({
  organizationId: idOf<OrganizationId>('Organization'),
  design: z.enum(CERTIFICATE_DESIGNS, { error: `Choose one of ${CERTIFICATE_DESIGNS.join(', ')}.` }).optional(),
  primaryColor: readableColor().nullish(),
  accentColor: readableColor().nullish(),
  logoPng: base64Png(),
  signaturePng: base64Png(),
  signatoryName: printedName('a name', 120).nullish(),
  signatoryTitle: printedLine('a title', 120).nullish(),
});

type Images = Pick<z.output<typeof lookShape>, 'logoPng' | 'signaturePng'>;

/** Whether both images fit into one request. */
export function fitsRequest({ logoPng, signaturePng }: Images): boolean {
  return base64Length(logoPng) + base64Length(signaturePng) <= MOST_BASE64;
}

/** Said where they do not fit. */
export const TOO_LONG = { path: ['signaturePng'], error: TOO_MUCH };

type Fields = PothosSchemaTypes.InputFieldBuilder<SchemaTypes, 'InputObject'>;

/** The same in the schema. */
export function lookFields(t: Fields) {
  return {
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
  };
}
