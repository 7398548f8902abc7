import { sql } from 'drizzle-orm';
import { check, date, index, integer, jsonb, snakeCase, text, unique, uuid } from 'drizzle-orm/pg-core';
import { idColumn, instant, oneOf } from '../columns.ts';
import type { IntensiveCodeId, IntensiveId, IntensivePriceId, OrganizationId, TaxChoiceId } from '../ids.ts';
import { policy } from '../policy.ts';
import { intensives } from './intensives.ts';
import { organizations } from './organizations.ts';

export const PRICE_KINDS = ['STANDARD', 'SCHOLARSHIP'] as const;
/** Which of the two hours a wall time names, where clocks go back. */

export const TAX_TREATMENTS = [
  'STANDARD',
  'ZERO',
  'EXEMPT',
  'REVERSE_CHARGE',
  'OUT_OF_SCOPE',
  'NOT_REGISTERED',
] as const;

/**
 * How an organization treats a sale for tax, from a day on, with the words that the document must carry and the source of the
 * choice. rateHundredths is hundredths of a percent. buyerCountries null: every country. Insert only.
 */
export const taxChoices = snakeCase.table(
  'tax_choices',
  {
    id: idColumn<TaxChoiceId>(),
    organizationId: uuid()
      .$type<OrganizationId>()
      .notNull()
      .references(() => organizations.id),
    label: text().notNull(),
    treatment: text({ enum: TAX_TREATMENTS }).notNull(),
    rateHundredths: integer().notNull(),
    /** The registration number; null only when the seller is not registered. */
    registrationNumber: text(),
    buyerCountries: jsonb().$type<string[]>(),
    words: text().notNull(),
    source: text().notNull(),
    reason: text().notNull(),
    startsOn: date({ mode: 'string' }).notNull(),
    recordedAt: instant().notNull(),
  },
  (t) => [
    index('tax_choices_organization_idx').on(t.organizationId),
    check('tax_choices_treatment', oneOf('treatment', TAX_TREATMENTS)),
    check('tax_choices_rate', sql`${t.rateHundredths} between 0 and 10000`),
    check('tax_choices_rated', sql`(${t.rateHundredths} > 0) = (${t.treatment} = 'STANDARD')`),
    check(
      'tax_choices_registered',
      sql`${t.registrationNumber} is not null or ${t.treatment} in ('NOT_REGISTERED', 'OUT_OF_SCOPE')`,
    ),
  ],
);

export const taxChoicesPolicy = policy(taxChoices, { rows: 'history', personal: 'none' });

/** A price of a place, from `startsAt` (inclusive) to `endsAt` (exclusive). It includes tax. Money is in minor units. */
export const intensivePrices = snakeCase.table(
  'intensive_prices',
  {
    id: idColumn<IntensivePriceId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    position: integer().notNull(),
    label: text().notNull(),
    kind: text({ enum: PRICE_KINDS }).notNull(),
    amountMinor: integer().notNull(),
    startsAt: instant(),
    endsAt: instant(),
    /** How many places are sold at this price; null: no limit of its own. */
    places: integer(),
    taxChoiceId: uuid()
      .$type<TaxChoiceId>()
      .references(() => taxChoices.id),
    removedAt: instant(),
  },
  (t) => [
    index('intensive_prices_intensive_idx').on(t.intensiveId),
    check('intensive_prices_kind', oneOf('kind', PRICE_KINDS)),
    check('intensive_prices_amount', sql`${t.amountMinor} between 0 and 99999999`),
    check('intensive_prices_places', sql`${t.places} is null or ${t.places} >= 1`),
    check('intensive_prices_taxed', sql`${t.amountMinor} = 0 or ${t.taxChoiceId} is not null`),
  ],
);

export const intensivePricesPolicy = policy(intensivePrices, { rows: 'kept', personal: 'none' });

/** A code that lowers a price. Uses are counted from orders that stand; an order reserves one with its hold. */
export const intensiveCodes = snakeCase.table(
  'intensive_codes',
  {
    id: idColumn<IntensiveCodeId>(),
    intensiveId: uuid()
      .$type<IntensiveId>()
      .notNull()
      .references(() => intensives.id),
    /** Upper case. */
    code: text().notNull(),
    /** Exactly one of the two. */
    percent: integer(),
    amountMinor: integer(),
    mostUses: integer(),
    startsAt: instant(),
    endsAt: instant(),
    createdAt: instant().notNull(),
    removedAt: instant(),
  },
  (t) => [
    unique('intensive_codes_key').on(t.intensiveId, t.code),
    check('intensive_codes_code', sql`${t.code} ~ '^[A-Z0-9-]{3,40}$'`),
    check('intensive_codes_value', sql`(${t.percent} is null) <> (${t.amountMinor} is null)`),
    check('intensive_codes_percent', sql`${t.percent} between 1 and 100`),
    check('intensive_codes_amount', sql`${t.amountMinor} >= 1`),
    check('intensive_codes_uses', sql`${t.mostUses} is null or ${t.mostUses} >= 1`),
  ],
);

export const intensiveCodesPolicy = policy(intensiveCodes, { rows: 'kept', personal: 'none' });
