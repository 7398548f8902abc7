import { z } from 'zod';
import { PAYER_KINDS } from '../../../drizzle/tables/orders.ts';
import { emailAddress, printedLine, printedName } from '../../edited/text.ts';
import { builder } from '../../graphql/builder.ts';
import { PayerKindEnum } from './parts.ts';

export const PayerInput = builder.inputType('PayerInput', {
  description: 'Who pays, as the documents print it.',
  fields: (t) => ({
    kind: t.field({ type: PayerKindEnum, description: 'A person or an organization.' }),
    name: t.string({ description: 'The legal name.' }),
    address: t.stringList({ required: false, description: 'At most 6 lines; an organization needs one.' }),
    country: t.string({ required: false, description: 'ISO 3166: US. Some sellers need it for tax.' }),
    taxId: t.string({ required: false, description: 'The tax id, where the payer declares the tax.' }),
    email: t.string({ description: 'Where mails about money go.' }),
    purchaseOrder: t.string({ required: false, description: 'The payer’s own number, for the invoice.' }),
  }),
});

const absent = <Value>(value: Value | null | undefined): Value | null => value ?? null;
const country = z
  .string()
  .regex(/^[A-Z]{2}$/, 'Write a code of two capitals: US, NZ.')
  .nullish()
  .transform(absent);

export const readPayer = z
  .object({
    kind: z.enum(PAYER_KINDS),
    name: printedName('a legal name', 160),
    address: z
      .array(printedLine('a line of an address', 100))
      .max(6, 'Write at most 6 lines.')
      .nullish()
      .transform((lines) => (lines == null || lines.length === 0 ? null : lines.join('\n'))),
    country,
    taxId: printedLine('a tax id', 40).nullish().transform(absent),
    email: emailAddress(),
    purchaseOrder: printedLine('a number', 60).nullish().transform(absent),
  })
  .refine(({ kind, address }) => kind === 'PERSON' || address !== null, {
    path: ['address'],
    message: 'Write the address of the organization.',
  });
