import { connect } from '../../drizzle/client.ts';
import { newId, type OrganizationId, type TaxChoiceId } from '../../drizzle/ids.ts';
import { taxChoices } from '../../drizzle/schema.ts';
import { manyCheckouts } from '../../test/support/stripe/manyCheckouts.ts';
import { startStripe } from '../../test/support/stripe/standIn.ts';

/** The stand-in of Stripe; told to sell, it makes orders whose checkouts are paid, and tells the events of that. */
const { DATABASE_URL: url = '', SELLER: organizationId = '' } = process.env;
const pool = connect(url, { max: 2 });
const fake = await startStripe();
const taxChoiceId = newId<TaxChoiceId>();
const own = { organizationId: organizationId as OrganizationId, taxChoiceId };
await pool.db.insert(taxChoices).values({
  ...{ id: taxChoiceId, organizationId: own.organizationId, label: 'None', treatment: 'NOT_REGISTERED' },
  ...{ rateHundredths: 0, words: '', source: 'our accountant', reason: 'below the limit', startsOn: '2026-01-01' },
  recordedAt: new Date(),
});
const AT_ONCE = 500;
let sold = 0;

const sell = async (count: number) => {
  for (let left = count; left > 0; left -= AT_ONCE) {
    const size = Math.min(left, AT_ONCE);
    const made = await manyCheckouts({ db: pool.db, fake, clock: () => new Date(), own }, size, sold);
    sold += size;
    for (const { sessionId } of made) fake.complete(sessionId);
  }
  return fake.queue.splice(0).filter(({ type }) => type === 'checkout.session.completed');
};

process.once('disconnect', () => process.exit(0));
process.on('message', async ({ sell: count }: { sell: number }) => process.send?.(await sell(count)));
process.send?.({ url: fake.url, secretKey: fake.secretKey, webhookSecret: fake.webhookSecret });
