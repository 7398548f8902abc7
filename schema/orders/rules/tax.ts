import type { taxChoices } from '../../../drizzle/tables/intensivePrices.ts';
import type { FrozenTax } from '../../../drizzle/tables/orders.ts';

type Choice = typeof taxChoices.$inferSelect;

export type TaxVerdict =
  | { ok: true; tax: FrozenTax }
  | {
      ok: false;
      because: 'COUNTRY_MISSING' | 'COUNTRY_NOT_COVERED' | 'TAX_ID_MISSING' | 'NOT_YET';
      covered: string[] | null;
    };

/**
 * What the organization chose for a sale to this buyer on this day. A choice for some countries covers no other. A reverse charge
 * needs the buyer's tax id, because the buyer declares the tax.
 */
export function taxFor(
  choice: Choice,
  buyer: { country: string | null; taxId: string | null },
  day: string,
): TaxVerdict {
  const covered = choice.buyerCountries;
  if (choice.startsOn > day) return { ok: false, because: 'NOT_YET', covered };
  if (covered !== null && buyer.country === null) return { ok: false, because: 'COUNTRY_MISSING', covered };
  if (covered !== null && buyer.country !== null && !covered.includes(buyer.country))
    return { ok: false, because: 'COUNTRY_NOT_COVERED', covered };
  if (choice.treatment === 'REVERSE_CHARGE' && buyer.taxId === null)
    return { ok: false, because: 'TAX_ID_MISSING', covered };
  const { treatment, rateHundredths, registrationNumber, words, source } = choice;
  return { ok: true, tax: { treatment, rateHundredths, registrationNumber, words, source } };
}

/** Whether a document may speak of tax at all: without a registration none is shown, and nothing is called a tax invoice. */
export function showsTax(tax: FrozenTax | null): tax is FrozenTax {
  return (
    tax !== null &&
    tax.registrationNumber !== null &&
    tax.treatment !== 'NOT_REGISTERED' &&
    tax.treatment !== 'OUT_OF_SCOPE'
  );
}

/** The label of the tax line: "Tax, 19 %", "Tax, exempt". */
export function taxLabel({ treatment, rateHundredths }: FrozenTax): string {
  if (treatment === 'STANDARD') return `Tax, ${percentInWords(rateHundredths)}`;
  return {
    ZERO: 'Tax, zero rate',
    EXEMPT: 'Tax, exempt',
    REVERSE_CHARGE: 'Tax, reverse charge',
    OUT_OF_SCOPE: '',
    NOT_REGISTERED: '',
  }[treatment];
}

/** 1900 is "19 %", 725 is "7.25 %". */
export function percentInWords(hundredths: number): string {
  const [whole, rest] = [
    Math.trunc(hundredths / 100),
    String(hundredths % 100)
      .padStart(2, '0')
      .replace(/0+$/, ''),
  ];
  return rest === '' ? `${whole} %` : `${whole}.${rest} %`;
}
