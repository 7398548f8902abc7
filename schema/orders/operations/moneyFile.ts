import type { Database } from '../../../drizzle/client.ts';
import { type Cell, csvOf } from '../../csv.ts';
import { dayIn, daysAfter, endOfDay } from '../../intensives/rules/deadline.ts';
import { CURRENCIES, isCurrency } from '../../money.ts';
import type { OrganizationRow } from '../../organizations/queries.ts';
import { payerReference } from '../../registrations/rules/reference.ts';
import { linesOfOrganization } from '../queries/moneyLines.ts';
import { type BalanceLine, type BookLine, movementOf, type Papers } from '../rules/moneyReport.ts';

export type Period = {
  organization: Pick<OrganizationRow, 'id' | 'timeZone'>;
  /** The first and the last day, where the organization is. */
  from: string;
  to: string;
  /** Whether the account of Stripe is the organization's. */
  sells: boolean;
};
/** As the API writes ids. */
type GlobalId = (type: 'Order' | 'Payment' | 'Refund', id: string) => string;

/** The instants of a period of days. */
export function instantsOf({ organization, from, to }: Period): { from: Date; to: Date } {
  const { timeZone } = organization;
  return { from: endOfDay(daysAfter(from, -1), timeZone), to: endOfDay(to, timeZone) };
}

const HEADER = [
  ...['When', 'What', 'How', 'Order', 'Sold as', 'Currency', 'Amount', 'Fee', 'Net', 'Unexplained', 'Reference'],
  ...['Invoice', 'Credit note', 'Payer', 'Event date', 'Time zone'],
];

/** Every movement of money in a period as a table, oldest first: what Stripe's balance has, then what it does not show. */
export async function moneyFile(
  db: Database,
  { globalId, ...period }: Period & { globalId: GlobalId },
): Promise<Buffer> {
  const { organization, sells } = period;
  const found = await linesOfOrganization(db, { organizationId: organization.id, sells, ...instantsOf(period) });
  return csvOf(HEADER, [
    ...found.balance.map((line) => balanceCells(line, globalId)),
    ...found.books.map((line) => bookCells(line, globalId)),
  ]);
}

type Paid = Papers & { orderId: string | null };

function money(minor: number, currency: string): Cell {
  return { minor, digits: isCurrency(currency) ? CURRENCIES[currency].digits : 2 };
}

const paperCells = ({ orderId, invoice, creditNote, payer, startsAt, timeZone }: Paid): Cell[] => [
  ...[
    invoice,
    creditNote,
    payer ?? (orderId && payerReference(orderId)),
    startsAt && timeZone && dayIn(startsAt, timeZone),
    timeZone,
  ],
];

function balanceCells(line: BalanceLine, globalId: GlobalId): Cell[] {
  const { currency, occurredAt, orderId, soldAs, amountMinor, feeMinor, netMinor, id, type } = line;
  const { kind, unexplainedMinor } = movementOf(line);
  const amounts = [amountMinor, feeMinor, netMinor, unexplainedMinor].map((minor) => money(minor, currency));
  return [
    occurredAt.toISOString(),
    kind,
    `STRIPE ${type}`,
    orderId && globalId('Order', orderId),
    soldAs,
    currency,
    ...amounts,
    id,
    ...paperCells(line),
  ];
}

function bookCells(line: BookLine, globalId: GlobalId): Cell[] {
  const { kind, method, amountMinor, currency, occurredAt, orderId, soldAs, id } = line;
  const signed = money(kind === 'REFUND' ? -amountMinor : amountMinor, currency);
  const how = method === 'STRIPE' ? 'STRIPE pending' : method;
  const reference = globalId(kind === 'REFUND' ? 'Refund' : 'Payment', id);
  const what = [occurredAt.toISOString(), kind, how, globalId('Order', orderId), soldAs, currency];
  return [...what, signed, null, null, null, reference, ...paperCells(line)];
}
