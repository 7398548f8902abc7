import type { Database } from '../drizzle/client.ts';
import type { Gateway } from '../schema/gateway.ts';
import { GatewayDown } from '../schema/gateway.ts';
import { discreetNames } from '../schema/intensives/queries/discreet.ts';
import {
  accountFindings,
  endpointFindings,
  type Finding,
  MAILS,
  statementFindings,
} from '../schema/orders/rules/stripeCheck.ts';
import { organizationBySlug } from '../schema/organizations/queries.ts';
import { type Config, readConfig } from '../server/settings/config.ts';
import { localSecrets } from '../server/settings/localSecrets.ts';
import { STRIPE_API } from '../server/settings/stripe.ts';
import { withDatabase } from './database.ts';

const WORDS: Record<Finding['level'], string> = { OK: 'ok  ', LOOK: 'look', BAD: 'BAD ' };

/** stripe check */
export async function checkStripe(): Promise<void> {
  const config = readConfig(process.env, localSecrets);
  if (config.stripe === null)
    throw new Error(
      'Stripe is not set up, so nothing can be paid by card; everything else works. Set STRIPE_SECRET_KEY, STRIPE_WEBHOOK_SECRET and STRIPE_SELLER.',
    );
  const { openStripe } = await import('../server/stripe/gateway.ts');
  const { gateway } = openStripe(config.stripe);
  const findings = await withDatabase((db) => examine(db, gateway, config));
  for (const { level, says } of findings) console.log(`${WORDS[level]}  ${says}`);
  if (findings.some(({ level }) => level === 'BAD')) process.exitCode = 1;
}

/** The address that is asked instead of Stripe's; null when that is Stripe. */
const standInOf = (stripe: Config['stripe']): string | null =>
  stripe === null || stripe.apiBase === STRIPE_API ? null : stripe.apiBase;

async function examine(db: Database, gateway: Gateway, { publicUrl, stripe }: Config): Promise<Finding[]> {
  const { livemode } = gateway;
  const account = await gateway.account();
  const endpoints = await gateway.webhookEndpoints().catch((error: unknown) => {
    if (error instanceof GatewayDown) return null;
    throw error;
  });
  const seller = await organizationBySlug(db, stripe?.seller ?? '');
  return [
    ...accountFindings(account, livemode),
    ...(endpoints === null
      ? [{ level: 'LOOK', says: 'the key may not read the webhook endpoints: compare them in the dashboard' } as const]
      : endpointFindings(endpoints, { url: `${publicUrl}/webhooks/stripe`, livemode, standIn: standInOf(stripe) })),
    ...statementFindings(account, await discreetNames(db)),
    seller === null
      ? { level: 'BAD', says: `there is no organization ${stripe?.seller}, which STRIPE_SELLER names` }
      : { level: 'OK', says: `${seller.legalName} sells` },
    ...MAILS,
  ];
}
