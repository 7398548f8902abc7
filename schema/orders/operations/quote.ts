import { drawableText } from '../../../certificates/fonts/drawable.ts';
import type { Database } from '../../../drizzle/client.ts';
import type { UserId } from '../../../drizzle/ids.ts';
import type { FrozenTax } from '../../../drizzle/tables/orders.ts';
import { accountOf } from '../../accounts/queries.ts';
import { InvalidInputError, NotFoundError } from '../../errors.ts';
import { type CodeRow, codeOf, type IntensiveRow, type PriceRow, segmentsOf } from '../../intensives/queries.ts';
import { startsAt } from '../../intensives/rules/agenda.ts';
import { policyHash } from '../../intensives/rules/policyHash.ts';
import { codeVerdict, priceNow } from '../../intensives/rules/pricing.ts';
import { LARGEST_CHARGE, smallestCharge } from '../../money.ts';
import { organizationsByIds } from '../../organizations/queries.ts';
import { dateIn } from '../../organizations/rules.ts';
import {
  AmountTooHighError,
  BelowMinimumError,
  BuyerCountryNeededError,
  BuyerCountryNotCoveredError,
  CodeElsewhereError,
  CodeExpiredError,
  CodeNotYetError,
  CodeUnknownError,
  CodeUsedUpError,
  InvoiceNotOfferedError,
  NotForSaleError,
  PaymentsUnavailableError,
  PolicyChangedError,
  TaxIdNeededError,
} from '../errors.ts';
import { isCodeElsewhere, scholarshipOf, takenByPrice, taxChoiceOf, usesOf } from '../queries/prices.ts';
import { priceOrder } from '../rules/lines.ts';
import { taxFor } from '../rules/tax.ts';
import { type Installment, invoicePlan } from '../rules/terms.ts';
import type { Payer } from './makeOrder.ts';

export type Settlement = 'CHECKOUT' | 'INVOICE';

/** What a buyer says; never an amount. */
export type Wanted = {
  /** Null: the person themselves. */
  payer: Payer | null;
  code: string | null;
  settlement: Settlement;
  /** Whether an invoice is paid in two parts, where the organizer offers that. */
  inParts: boolean;
  /** Of the policy that the buyer read. */
  policySha256: string;
};

/** Whose account takes money at once: the slug of the organization; null when nobody's does. */
export type Seller = string | null;

export type Quote = {
  price: PriceRow;
  code: CodeRow | null;
  tax: FrozenTax | null;
  payer: Payer;
  /** Whether the buyer wrote who pays. */
  typed: boolean;
  totalMinor: number;
  settlement: Settlement;
  /** When which part is due; empty when it is paid at once. */
  plan: Installment[];
};

type Asked = {
  intensive: IntensiveRow;
  /** Of priceFor. */
  price: PriceRow;
  userId: UserId;
  places: number;
  wanted: Wanted;
  seller: Seller;
  now: Date;
};

/**
 * What an order would be, under the lock of its intensive: price, code, tax and terms of now. Throws PolicyChanged, NotForSale, the
 * errors of codes, countries and tax ids, AmountTooHigh, InvoiceNotOffered, BelowMinimum, PaymentsUnavailable.
 */
export async function quote(tx: Database, asked: Asked): Promise<Quote> {
  const { intensive, price, userId, places, wanted, now } = asked;
  const sha256 = policyHash(intensive.policy);
  if (wanted.policySha256.toLowerCase() !== sha256) throw new PolicyChangedError(sha256);
  const code = wanted.code === null ? null : await requireCode(tx, intensive, { text: wanted.code, places, now });
  const payer = wanted.payer ?? (await ownPayer(tx, userId));
  const { totalMinor } = priceOrder({ priceMinor: price.amountMinor, places, code, tax: null });
  if (totalMinor > LARGEST_CHARGE) throw new AmountTooHighError(LARGEST_CHARGE, intensive.currency);
  const terms = { price, code, payer, typed: wanted.payer !== null, totalMinor, settlement: wanted.settlement };
  if (totalMinor === 0) return { ...terms, tax: null, plan: [] };
  const [organization] = await organizationsByIds(tx, [intensive.organizationId]);
  if (organization === undefined) throw new Error('an intensive has no organization');
  const tax = await requireTax(tx, { price, payer, day: dateIn(organization.timeZone, now) });
  const plan = await requireTerms(tx, asked, { payer, totalMinor, slug: organization.slug });
  return { ...terms, tax, plan };
}

/** The price that was granted to the person, for their own place; else the price of now. */
export async function priceFor(
  tx: Database,
  {
    intensive,
    prices,
    userId,
    places,
    now,
  }: Pick<Asked, 'intensive' | 'userId' | 'places' | 'now'> & { prices: PriceRow[] },
): Promise<PriceRow> {
  const granted = places === 1 ? await scholarshipOf(tx, { intensiveId: intensive.id, userId }) : null;
  const limited = prices.some((price) => price.kind === 'STANDARD' && price.places !== null);
  const taken = limited ? await takenByPrice(tx, intensive.id) : undefined;
  const price = granted ?? priceNow(prices, now, taken);
  if (price === null) throw new NotForSaleError();
  return price;
}

async function requireCode(
  tx: Database,
  { id, organizationId }: IntensiveRow,
  { text, places, now }: { text: string; places: number; now: Date },
): Promise<CodeRow> {
  const code = await codeOf(tx, id, text);
  const uses = code === null ? 0 : await usesOf(tx, code.id);
  const verdict = codeVerdict(code, { uses, places, now });
  if (verdict.ok && code !== null) return code;
  const because = verdict.ok ? 'UNKNOWN' : verdict.because;
  if (because === 'NOT_YET') throw new CodeNotYetError(code?.startsAt ?? now);
  if (because === 'OVER') throw new CodeExpiredError();
  if (because === 'USED_UP') throw new CodeUsedUpError(Math.max(0, (code?.mostUses ?? 0) - uses));
  const known = await isCodeElsewhere(tx, { organizationId, code: text.trim().toUpperCase() });
  throw known ? new CodeElsewhereError() : new CodeUnknownError();
}

/** The person as payer, as their profile says: by the legal name that they stated, else by their address. */
async function ownPayer(tx: Database, userId: UserId): Promise<Payer> {
  const account = await accountOf(tx, userId);
  if (account === null) throw new NotFoundError('Your account');
  const { email, profile } = account;
  const nothing = { address: null, taxId: null, purchaseOrder: null };
  const name = profile.legalName ?? email;
  if (!drawableText(name).ok)
    throw new InvalidInputError([
      {
        path: 'payer',
        message: 'documents cannot print your name; name the payer in Latin, Greek or Cyrillic letters.',
      },
    ]);
  return { kind: 'PERSON', name, email, country: profile.country, ...nothing };
}

type Taxed = { price: PriceRow; payer: Payer; day: string };

async function requireTax(tx: Database, { price, payer, day }: Taxed): Promise<FrozenTax> {
  const choice = await taxChoiceOf(tx, price);
  if (choice === null) throw new Error('a price above 0 has no choice of tax');
  const verdict = taxFor(choice, payer, day);
  if (verdict.ok) return verdict.tax;
  if (verdict.because === 'COUNTRY_MISSING') throw new BuyerCountryNeededError(verdict.covered ?? []);
  if (verdict.because === 'COUNTRY_NOT_COVERED') throw new BuyerCountryNotCoveredError(verdict.covered ?? []);
  if (verdict.because === 'TAX_ID_MISSING') throw new TaxIdNeededError();
  // The choice holds from a later day on, so that nothing can be sold at its price today.
  throw new NotForSaleError();
}

async function requireTerms(
  tx: Database,
  { intensive, wanted, seller, now }: Asked,
  { payer, totalMinor, slug }: { payer: Payer; totalMinor: number; slug: string },
): Promise<Installment[]> {
  const { currency, invoiceDays, deposit, timeZone } = intensive;
  if (wanted.settlement === 'INVOICE') {
    if (invoiceDays === null || payer.kind !== 'ORGANIZATION') throw new InvoiceNotOfferedError();
    if (wanted.inParts && deposit === null)
      throw new InvalidInputError([{ path: 'inParts', message: 'this event is paid at once; leave it out.' }]);
    const start = startsAt(await segmentsOf(tx, intensive.id));
    return invoicePlan({ totalMinor, invoiceDays, deposit: wanted.inParts ? deposit : null, start, timeZone, now });
  }
  if (seller === null || slug !== seller) throw new PaymentsUnavailableError();
  if (totalMinor < smallestCharge(currency)) throw new BelowMinimumError(smallestCharge(currency), currency);
  return [];
}
