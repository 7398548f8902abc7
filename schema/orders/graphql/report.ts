import { signedIn } from '../../context.ts';
import { isDay } from '../../edited/text.ts';
import { InvalidInputError } from '../../errors.ts';
import { builder } from '../../graphql/builder.ts';
import { MoneyType } from '../../graphql/money.ts';
import { IntensiveRef } from '../../intensives/graphql/intensive.ts';
import { OrganizationRef } from '../../organizations/graphql/organization.ts';
import { requirePermission } from '../../organizations/operations/requirePermission.ts';
import { instantsOf } from '../operations/moneyFile.ts';
import { linesOfIntensive, linesOfOrganization } from '../queries/moneyLines.ts';
import { type MoneyReport, moneyReport } from '../rules/moneyReport.ts';

type Amount = Exclude<keyof MoneyReport, 'currency'>;
const amount = (key: Amount, description: string) => ({
  type: MoneyType,
  description,
  resolve: (report: MoneyReport) => ({ amountMinor: report[key], currency: report.currency }),
});

const ReportType = builder.objectRef<MoneyReport>('MoneyReport').implement({
  description:
    'Money in one currency, from the rows of Stripe’s balance and from what was recorded by hand. Gross less fees, refunds and disputes, with what is unexplained, is the net.',
  authScopes: { signedIn: true },
  fields: (t) => ({
    currency: t.exposeString('currency', { description: 'ISO 4217.' }),
    gross: t.field(amount('grossMinor', 'What was paid through Stripe.')),
    fees: t.field(amount('feesMinor', 'What Stripe kept. It does not give that back with a refund.')),
    refunds: t.field(amount('refundsMinor', 'What went back through Stripe.')),
    disputes: t.field(amount('disputesMinor', 'What banks took back, less what they gave back.')),
    net: t.field(amount('netMinor', 'By how much Stripe’s balance changed, payouts apart.')),
    unexplained: t.field(
      amount(
        'unexplainedMinor',
        'What of the net these books do not explain. It must be 0.00; otherwise look at the CSV.',
      ),
    ),
    paidOut: t.field(amount('paidOutMinor', 'What Stripe sent to the bank.')),
    pending: t.field(amount('pendingMinor', 'What Stripe’s balance does not show yet. Its fees are not known.')),
    received: t.field(amount('receivedMinor', 'What came outside Stripe.')),
    returned: t.field(amount('returnedMinor', 'What went back outside Stripe.')),
  }),
});

/** Reads every movement of the period. */
const WHOLE = { field: 100, multiplier: 3 };

builder.objectField(IntensiveRef, 'money', (t) =>
  t.field({
    type: [ReportType],
    nullable: true,
    authScopes: { signedIn: true },
    complexity: WHOLE,
    description:
      'Its money by currency, for owners and organizers. What moved to another date stays where it was paid.',
    resolve: async ({ id, organizationId }, _args, context) => {
      const asked = { permission: 'READ_MONEY', organizationId, what: 'The event' } as const;
      await requirePermission(context.db, signedIn(context), asked);
      return moneyReport(await linesOfIntensive(context.db, id));
    },
  }),
);

const DAY_MS = 86_400_000;
const MOST_DAYS = 366;

builder.objectField(OrganizationRef, 'moneyReport', (t) =>
  t.field({
    type: [ReportType],
    nullable: true,
    authScopes: { signedIn: true },
    complexity: WHOLE,
    description:
      'Its money by currency in a period of at most a year, for owners and organizers. The movements are at /organizations/:slug/money.csv.',
    args: {
      from: t.arg({ type: 'Date', description: 'The first day, where the organization is.' }),
      to: t.arg({ type: 'Date', description: 'The last day.' }),
    },
    resolve: async (organization, { from, to }, context) => {
      const asked = { permission: 'READ_MONEY', organizationId: organization.id, what: 'The organization' } as const;
      await requirePermission(context.db, signedIn(context), asked);
      const days = isDay(from) && isDay(to) ? (Date.parse(to) - Date.parse(from)) / DAY_MS : -1;
      if (days < 0 || days >= MOST_DAYS)
        throw new InvalidInputError([{ path: 'to', message: 'write a last day, a year after the first at most.' }]);
      const sells = organization.slug === context.stripeSeller;
      const { id: organizationId } = organization;
      const period = instantsOf({ organization, from, to, sells });
      return moneyReport(await linesOfOrganization(context.db, { organizationId, sells, ...period }));
    },
  }),
);
