import { z } from 'zod';
import type { CertificateStatus } from '../../../certificates/status/certificateStatus.ts';
import type { LicenseId } from '../../../drizzle/ids.ts';
import { builder } from '../../graphql/builder.ts';
import { idOf, parseInput } from '../../input.ts';
import { CertificateStatusEnum } from './status.ts';

export const LONGEST_FILTER = 200;

export const CertificateFilterInput = builder.inputType('CertificateFilter', {
  description: 'Which certificates. What is left out or null does not narrow the list.',
  fields: (t) => ({
    text: t.string({
      required: false,
      description: `A part of the course's title, of the issuer's name or of the number, in any case; at most ${LONGEST_FILTER} characters.`,
    }),
    status: t.field({ type: [CertificateStatusEnum], required: false, description: 'Only of these statuses.' }),
    completedFrom: t.field({ type: 'Date', required: false, description: 'Completed on this day or later.' }),
    completedTo: t.field({ type: 'Date', required: false, description: 'Completed on this day or earlier.' }),
    licenseId: t.id({
      required: false,
      description: 'Only those of credit that you claimed for this license of yours.',
    }),
  }),
});

type Asked = {
  text?: string | null;
  status?: CertificateStatus[] | null;
  completedFrom?: string | null;
  completedTo?: string | null;
  licenseId?: string | number | null;
};

const filterShape = z.object({
  text: z
    .string()
    .trim()
    .max(LONGEST_FILTER, `Write at most ${LONGEST_FILTER} characters.`)
    .nullish()
    .transform((text) => text || null),
});

/** The text of a filter; null when it narrows nothing. Throws InvalidInput. */
export function filterText(text: string | null | undefined): string | null {
  return parseInput(filterShape, { text }).text;
}

const licenseShape = z.object({ licenseId: idOf<LicenseId>('License').nullish() });

/** A filter as it was asked for, with null for everything that it leaves out. Throws InvalidInput. */
export function filterOf(asked: Asked | null | undefined) {
  const { status = null, completedFrom = null, completedTo = null } = asked ?? {};
  const { licenseId } = parseInput(licenseShape, { licenseId: asked?.licenseId });
  const license = { anyLicense: (asked?.licenseId ?? null) === null, licenseId: licenseId ?? null };
  return { text: filterText(asked?.text), statuses: status, from: completedFrom, to: completedTo, ...license };
}
