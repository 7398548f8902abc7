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
import { smallestCharge } from '../../money.ts';
import { organizationsByIds } from '../../organizations/queries.ts';
import { dateIn } from '../../organizations/rules.ts';
import { takenOf } from '../../registrations/queries/takenByPrice.ts';
import {
  BelowMinimumError,
  BuyerCountryNeededError,
  BuyerCountryNotCoveredError,
  CodeElsewhereError,
  CodeExpiredError,
  CodeNotCombinedError,
  CodeNotYetError,
  CodeUnknownError,
  CodeUsedUpError,
  InvoiceNotOfferedError,
  NotForSaleError,
  PayerNameNeededError,
  PaymentsUnavailableError,
  PolicyChangedError,
  TaxIdNeededError,
} from '../errors.ts';
import { isCodeElsewhere, scholarshipOf, taxChoiceOf, usesOf } from '../queries/prices.ts';
import { priceOrder } from '../rules/lines.ts';
import { taxFor } from '../rules/tax.ts';
import { type Installment, invoicePlan } from '../rules/terms.ts';
import type { Payer } from './makeOrder.ts';

/** Within how many days the invoice of a member is paid, where the event says nothing. */
const GIVEN_DAYS = 14;

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
  /** Whether a member invoices whom they register: anybody, also where buyers are not offered an invoice. */
  given?: boolean;
  now: Date;
};

/**
 * What an order would be, under the lock of its intensive: price, code, tax and terms of now. Throws PolicyChanged, NotForSale, the
 * errors of codes, countries and tax ids, PayerNameNeeded, InvoiceNotOffered, BelowMinimum, PaymentsUnavailable.
 */
export async function quote(tx: Database, asked: Asked): Promise<Quote> {
  const { intensive, price, userId, places, wanted, now } = asked;
  const sha256 = policyHash(intensive.policy);
  if (wanted.policySha256.toLowerCase() !== sha256) throw new PolicyChangedError(sha256);
  if (wanted.code !== null && price.kind === 'SCHOLARSHIP') throw new CodeNotCombinedError();
  const code = wanted.code === null ? null : await requireCode(tx, intensive, { text: wanted.code, now });
  const payer = wanted.payer ?? (await ownPayer(tx, userId));
  const { totalMinor } = priceOrder({ priceMinor: price.amountMinor, places, code, tax: null });
  if (totalMinor === 0) return { price, code, tax: null, payer, totalMinor, settlement: wanted.settlement, plan: [] };
  const [organization] = await organizationsByIds(tx, [intensive.organizationId]);
  if (organization === undefined) throw new Error('an intensive has no organization');
  const tax = await requireTax(tx, { price, payer, day: dateIn(organization.timeZone, now) });
  const plan = await requireTerms(tx, asked, { payer, totalMinor, slug: organization.slug });
  return { price, code, tax, payer, totalMinor, settlement: wanted.settlement, plan };
}

/** The price that was granted to the person, for their own place; else the price of now. Without a person the places are others'. */
export async function priceFor(
  tx: Database,
  {
    intensive,
    prices,
    userId,
    places,
    now,
  }: Pick<Asked, 'intensive' | 'places' | 'now'> & { prices: PriceRow[]; userId: UserId | null },
): Promise<PriceRow> {
  const granted =
    places === 1 && userId !== null ? await scholarshipOf(tx, { intensiveId: intensive.id, userId }) : null;
  const price = granted ?? priceNow(prices, now, await takenOf(tx, { intensiveId: intensive.id, prices }), places);
  if (price === null) throw new NotForSaleError();
  return price;
}

async function requireCode(
  tx: Database,
  { id, organizationId }: IntensiveRow,
  { text, now }: { text: string; now: Date },
): Promise<CodeRow> {
  const code = await codeOf(tx, id, text);
  const verdict = codeVerdict(code, { uses: code === null ? 0 : await usesOf(tx, code.id), now });
  if (verdict.ok && code !== null) return code;
  const because = verdict.ok ? 'UNKNOWN' : verdict.because;
  if (because === 'NOT_YET') throw new CodeNotYetError(code?.startsAt ?? now);
  if (because === 'OVER') throw new CodeExpiredError();
  if (because === 'USED_UP') throw new CodeUsedUpError();
  const known = await isCodeElsewhere(tx, { organizationId, code: text.trim().toUpperCase() });
  throw known ? new CodeElsewhereError() : new CodeUnknownError();
}

/** The person as payer, by the legal name that their profile states. Throws PayerNameNeeded, InvalidInput. */
async function ownPayer(tx: Database, userId: UserId): Promise<Payer> {
  const account = await accountOf(tx, userId);
  if (account === null) throw new NotFoundError('Your account');
  const { email, profile } = account;
  const nothing = { address: null, taxId: null, purchaseOrder: null };
  const name = profile.legalName;
  if (name === null) throw new PayerNameNeededError();
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
  { intensive, wanted, seller, given = false, now }: Asked,
  { payer, totalMinor, slug }: { payer: Payer; totalMinor: number; slug: string },
): Promise<Installment[]> {
  const { currency, deposit, timeZone } = intensive;
  if (wanted.settlement === 'INVOICE') {
    const invoiceDays = intensive.invoiceDays ?? (given ? GIVEN_DAYS : null);
    if (invoiceDays === null || (payer.kind !== 'ORGANIZATION' && !given)) throw new InvoiceNotOfferedError();
    if (wanted.inParts && deposit === null)
      throw new InvalidInputError([{ path: 'inParts', message: 'this event is paid at once; leave it out.' }]);
    const start = startsAt(await segmentsOf(tx, intensive.id));
    return invoicePlan({ totalMinor, invoiceDays, deposit: wanted.inParts ? deposit : null, start, timeZone, now });
  }
  if (seller === null || slug !== seller) throw new PaymentsUnavailableError();
  if (totalMinor < smallestCharge(currency)) throw new BelowMinimumError(smallestCharge(currency), currency);
  return [];
}
