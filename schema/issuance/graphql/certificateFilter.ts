import { z } from 'zod';
import type { CertificateStatus } from '../../../certificates/status/certificateStatus.ts';
import { builder } from '../../graphql/builder.ts';
import { parseInput } from '../../input.ts';
import { CertificateStatusEnum } from './status.ts';

const LONGEST_TEXT = 200;

export const CertificateFilterInput = builder.inputType('CertificateFilter', {
  description: 'Which certificates. What is left out or null does not narrow the list.',
  fields: (t) => ({
    text: t.string({
      required: false,
      description: `A part of the course's title, of the issuer's name or of the number, in any case; at most ${LONGEST_TEXT} characters.`,
    }),
    status: t.field({ type: [CertificateStatusEnum], required: false, description: 'Only of these statuses.' }),
    completedFrom: t.field({ type: 'Date', required: false, description: 'Completed on this day or later.' }),
    completedTo: t.field({ type: 'Date', required: false, description: 'Completed on this day or earlier.' }),
  }),
});

type Asked = {
  text?: string | null;
  status?: CertificateStatus[] | null;
  completedFrom?: string | null;
  completedTo?: string | null;
};

const textShape = z.object({
  text: z
    .string()
    .trim()
    .max(LONGEST_TEXT, `Write at most ${LONGEST_TEXT} characters.`)
    .nullish()
    .transform((text) => text || null),
});

/** A filter as it was asked for, with null for everything that it leaves out. Throws InvalidInput. */
export function filterOf(asked: Asked | null | undefined) {
  const { status = null, completedFrom = null, completedTo = null } = asked ?? {};
  const { text } = parseInput(textShape, { text: asked?.text });
  return { text, statuses: status, from: completedFrom, to: completedTo };
}
