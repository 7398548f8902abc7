import { z } from 'zod';
import { type OrganizationId, parseId, type TaxChoiceId } from '../../../drizzle/ids.ts';
import { TAX_TREATMENTS } from '../../../drizzle/tables/intensivePrices.ts';
import { day, line, list, printedLine } from '../../edited/text.ts';
import { ForbiddenError, InvalidInputError, NotFoundError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { described } from '../../graphql/enums.ts';
import { mutation } from '../../graphql/mutation.ts';
import { decimalText } from '../../graphql/scalars.ts';
import { idOf } from '../../input.ts';
import { isMember } from '../../organizations/graphql/isMember.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { reasonText } from '../../plainText.ts';
import { chooseTax } from '../operations/chooseTax.ts';
import { type TaxChoiceRow, taxChoicesByIds, taxChoicesOf } from '../queries/codes.ts';

const TaxTreatmentEnum = builder.enumType('TaxTreatment', {
  description: 'How an organization treats a sale for tax.',
  values: described(TAX_TREATMENTS, {
    STANDARD: 'Taxed at a rate.',
    ZERO: 'Taxed at a rate of nothing.',
    EXEMPT: 'Exempt.',
    REVERSE_CHARGE: 'The buyer declares the tax; their tax id is asked.',
    OUT_OF_SCOPE: 'No tax applies.',
    NOT_REGISTERED: 'The seller is not registered for tax; no document speaks of it.',
  }),
});

const TaxChoiceRef = builder.loadableNodeRef('TaxChoice', {
  id: { description: 'The global id.', resolve: (choice: TaxChoiceRow) => choice.id },
  sort: (choice: TaxChoiceRow) => choice.id,
  load: (ids: string[], { db, viewer }): Promise<TaxChoiceRow[]> =>
    taxChoicesByIds(
      db,
      ids.flatMap((id) => parseId<TaxChoiceId>(id) ?? []),
      viewer?.userId ?? null,
    ),
});

builder.objectType(TaxChoiceRef, {
  description: 'A choice of an organization, for its members. Attune states it and judges no tax.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    label: t.exposeString('label', { description: 'What members call it.' }),
    treatment: t.expose('treatment', { type: TaxTreatmentEnum, description: 'How it treats a sale.' }),
    rate: t.field({
      type: 'Decimal',
      description: 'The rate in percent.',
      resolve: ({ rateHundredths }) => decimalText(rateHundredths),
    }),
    registrationNumber: t.exposeString('registrationNumber', { nullable: true, description: 'The seller’s number.' }),
    buyerCountries: t.exposeStringList('buyerCountries', {
      nullable: true,
      description: 'The countries it covers; null: every one.',
    }),
    words: t.exposeString('words', { description: 'What the document must say.' }),
    source: t.exposeString('source', { description: 'Where the rule stands.' }),
    reason: t.exposeString('reason', { description: 'Why it applies.' }),
    startsOn: t.expose('startsOn', { type: 'Date', description: 'Its first day, in the organization’s zone.' }),
  }),
});

builder.objectField(OrganizationRef, 'taxChoices', (t) =>
  t.field({
    type: [TaxChoiceRef],
    nullable: true,
    description: 'How it treats sales for tax, for its members; null for everyone else.',
    resolve: async ({ id }, _args, context) => ((await isMember(context, id)) ? taxChoicesOf(context.db, [id]) : null),
  }),
);

const absent = <Value>(value: Value | null | undefined): Value | null => value ?? null;
const MOST_COUNTRIES = 250;

/** A rate in percent with at most two decimals, as hundredths. */
const rate = z
  .string()
  .nullish()
  .transform((text) => text ?? '0')
  .refine(
    (text) => /^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) <= 100,
    'Write a percentage such as "19" or "7.25".',
  )
  .transform((text) => Math.round(Number(text) * 100));

mutation('chooseTax', {
  description:
    'Records how an organization treats a sale for tax, with source and reason, for an owner. A choice never changes; make another, and name it in prices.',
  errors: [NotFoundError, ForbiddenError, InvalidInputError],
  input: {
    description: 'The choice.',
    fields: (t) => ({
      organizationId: t.id({ description: 'The organization that you own.' }),
      label: t.string({ description: 'What members call it.' }),
      treatment: t.field({ type: TaxTreatmentEnum, description: 'How a sale is treated.' }),
      rate: t.string({ required: false, description: 'The rate of a STANDARD sale in percent: "19".' }),
      registrationNumber: t.string({ required: false, description: 'Your number, unless you are not registered.' }),
      buyerCountries: t.stringList({
        required: false,
        description: 'Countries of buyers that it covers (ISO 3166); without it every one.',
      }),
      words: t.string({ description: 'What the document must say.' }),
      source: t.string({ description: 'Where the rule stands: a law, a letter, an adviser.' }),
      reason: t.string({ description: 'Why it applies. It is kept permanently.' }),
      startsOn: t.string({ description: 'Its first day: 2027-01-01.' }),
    }),
  },
  read: z.object({
    organizationId: idOf<OrganizationId>('Organization'),
    label: line('a label', 80),
    treatment: z.enum(TAX_TREATMENTS),
    rate,
    registrationNumber: printedLine('a number', 60).nullish().transform(absent),
    buyerCountries: list(z.string().regex(/^[A-Z]{2}$/, 'Write codes of two capitals: US, NZ.'), 1, MOST_COUNTRIES)
      .nullish()
      .transform(absent),
    words: printedLine('what the document must say', 400),
    source: line('a source', 300),
    reason: reasonText,
    startsOn: day(),
  }),
  run: ({ db }, act, { rate: rateHundredths, ...input }) => chooseTax(db, act, { ...input, rateHundredths }),
  payload: {
    description: 'The choice.',
    fields: (t) => ({
      taxChoice: t.field({
        type: TaxChoiceRef,
        description: 'The choice.',
        resolve: (done: { taxChoiceId: TaxChoiceId }) => done.taxChoiceId,
      }),
    }),
  },
});
