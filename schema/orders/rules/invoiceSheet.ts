import type { InvoiceDocument } from '../../../certificates/invoice.ts';
import { dateInWords } from '../../../certificates/words.ts';
import type { InvoiceFacts, InvoicePayer } from '../../../drizzle/tables/documents.ts';
import { printedDay, printedDays } from '../../intensives/rules/times.ts';
import { moneyInWords } from '../../money.ts';
import { showsTax, taxLabel } from './tax.ts';

export type InvoiceRow = {
  series: 'INVOICE' | 'CREDIT_NOTE';
  label: string;
  /** Null for a payer who was erased. */
  payer: InvoicePayer | null;
  facts: InvoiceFacts;
  issuedOn: string;
  issuedAt: Date;
};

const COUNTRIES = new Intl.DisplayNames(['en'], { type: 'region' });
const countryName = (code: string): string => COUNTRIES.of(code) ?? code;

const linesOf = (text: string | null): string[] => (text === null ? [] : text.split('\n'));

function payerLines(payer: InvoicePayer | null): string[] {
  if (payer === null) return ['Erased at the payer’s request'];
  const { name, address, country, taxId } = payer;
  return [
    name,
    ...linesOf(address),
    ...(country === null ? [] : [countryName(country)]),
    ...(taxId === null ? [] : [`Tax id ${taxId}`]),
  ];
}

/** The amount without its currency, which the totals name. */
const amount = (minor: number, currency: string): string => moneyInWords(minor, currency).replace(`${currency} `, '');

/** What the paper of an invoice or a credit note says. It is the same each time: everything was frozen with the document. */
export function invoiceDocument({ series, label, payer, facts, issuedOn, issuedAt }: InvoiceRow): InvoiceDocument {
  const { seller, currency, lines, tax, corrects, dueOn, event } = facts;
  const withTax = showsTax(tax);
  const credit = series === 'CREDIT_NOTE';
  const named = (name: string, value: string | null) => (value === null ? [] : [{ label: name, value }]);
  return {
    title: credit ? 'Credit note' : 'Invoice',
    number: label,
    seller: [
      seller.name,
      ...linesOf(seller.address),
      ...(seller.registrationNumber === null || !withTax ? [] : [`Tax registration ${seller.registrationNumber}`]),
    ],
    payer: { label: credit ? 'Credited to' : 'Billed to', lines: payerLines(payer) },
    facts: [
      { label: 'Number', value: label },
      { label: 'Issued', value: day(issuedOn, facts.issuedIn) },
      ...named('Due', dueOn === null ? null : day(dueOn, event?.timeZone)),
      ...named('Corrects', corrects?.number ?? null),
      ...named('Purchase order', payer?.purchaseOrder ?? null),
    ],
    columns: [
      { title: 'Description', width: 60, align: 'left' },
      { title: 'Quantity', width: 12, align: 'right' },
      ...(withTax
        ? [
            { title: 'Net', width: 17, align: 'right' as const },
            { title: 'Tax', width: 15, align: 'right' as const },
          ]
        : []),
      { title: 'Total', width: 18, align: 'right' },
    ],
    rows: lines.map((line) => [
      lineWords(line, facts),
      [String(line.quantity)],
      ...(withTax ? [[amount(line.netMinor, currency)], [amount(line.taxMinor, currency)]] : []),
      [amount(line.totalMinor, currency)],
    ]),
    totals: totalsOf(facts, credit),
    notes: [
      ...(corrects === null ? [] : [`It corrects ${corrects.number}: ${corrects.because}`]),
      ...(tax === null || tax.words === '' ? [] : [tax.words]),
      ...(dueOn === null || credit ? [] : howToPay(label, facts.payTo)),
    ],
    madeAt: issuedAt.toISOString(),
  };
}

/** A day with its zone; documents of before did not keep the zone. */
const day = (on: string, timeZone: string | undefined): string =>
  timeZone === undefined ? dateInWords(on) : printedDay(on, timeZone);

/** What is sold, when it takes place, and what a code took off. */
function lineWords(
  { description, priceMinor = 0, discountMinor = 0 }: InvoiceFacts['lines'][number],
  { event, currency }: InvoiceFacts,
): string[] {
  const span = event && { startsAt: new Date(event.startsAt), endsAt: new Date(event.endsAt) };
  const [price, discount] = [amount(priceMinor, currency), amount(discountMinor, currency)];
  return [
    ...description.split('\n'),
    ...(span ? [printedDays(span, event.timeZone)] : []),
    ...(discountMinor === 0 ? [] : [`Price ${price}, less a discount of ${discount}`]),
  ];
}

/** How to pay by transfer, in the lines of the organization; without them, whom to ask. */
function howToPay(label: string, payTo: InvoiceFacts['payTo']): string[] {
  const name = `Please name ${label} with your payment.`;
  if (payTo === undefined) return [name];
  const { lines, email } = payTo;
  if (lines.length === 0) return [`${name} Ask ${email} how to pay by transfer.`];
  return ['How to pay by transfer:', ...lines, `${name} If anything is unclear, write to ${email}.`];
}

function totalsOf(facts: InvoiceFacts, credit: boolean): InvoiceDocument['totals'] {
  const { currency, netMinor, taxMinor, totalMinor, tax, paidMinor, parts = [], event } = facts;
  const words = (minor: number) => moneyInWords(minor, currency);
  const due = totalMinor - paidMinor;
  return [
    ...(showsTax(tax)
      ? [
          { label: 'Net', value: words(netMinor), strong: false },
          { label: taxLabel(tax), value: words(taxMinor), strong: false },
        ]
      : []),
    { label: credit ? 'Credited' : 'Total', value: words(totalMinor), strong: true },
    ...(credit
      ? []
      : [
          { label: 'Paid', value: words(paidMinor), strong: false },
          ...(due > 0 ? [{ label: parts.length > 1 ? 'Due in parts' : 'Due', value: words(due), strong: true }] : []),
          ...(parts.length > 1
            ? parts.map(({ amountMinor, dueOn }) => ({
                ...{ label: `By ${day(dueOn, event?.timeZone)}`, value: words(amountMinor), strong: false },
              }))
            : []),
        ]),
  ];
}
