import type { ReadAccount, ReadEndpoint } from '../../gateway.ts';
import { tellingWords } from '../../intensives/rules/telling.ts';
import { EVENT_TYPES } from './stripeEvents.ts';

/** OK, LOOK: a person must look, BAD: paying does not work, or tells what it must not. */
export type Finding = { level: 'OK' | 'LOOK' | 'BAD'; says: string };

const ok = (says: string): Finding => ({ level: 'OK', says });
const look = (says: string): Finding => ({ level: 'LOOK', says });
const bad = (says: string): Finding => ({ level: 'BAD', says });

export function accountFindings({ id, name, chargesEnabled }: ReadAccount, livemode: boolean): Finding[] {
  const mode = livemode ? 'live mode: real money' : 'test mode: no money moves';
  return [
    ok(`the key reaches the account ${id}${name === null ? '' : ` (${name})`}, ${mode}`),
    chargesEnabled
      ? ok('the account can take payments')
      : bad('the account cannot take payments yet: complete it in the dashboard'),
  ];
}

/** Whether Stripe sends the events that are needed to where this service is. */
export function endpointFindings(
  endpoints: readonly ReadEndpoint[],
  { url, livemode, standIn = null }: { url: string; livemode: boolean; standIn?: string | null },
): Finding[] {
  const ours = endpoints.filter((one) => one.url === url && one.livemode === livemode);
  const [endpoint] = ours;
  if (endpoint === undefined && standIn !== null)
    return [
      bad(
        `no webhook endpoint sends to ${url}, and none can be added: STRIPE_API_BASE names ${standIn}, which is not Stripe`,
      ),
    ];
  if (endpoint === undefined) return [bad(`no webhook endpoint sends to ${url}: add one in the dashboard`)];
  const missing = endpoint.types.includes('*') ? [] : EVENT_TYPES.filter((type) => !endpoint.types.includes(type));
  return [
    endpoint.status === 'enabled' ? ok(`events are sent to ${url}`) : bad(`the webhook endpoint ${url} is disabled`),
    missing.length === 0
      ? ok('the endpoint is sent every type that is needed')
      : bad(`the endpoint is not sent: ${missing.join(', ')}`),
    ...(ours.length > 1
      ? [look(`${ours.length} endpoints send to ${url}; only the one of STRIPE_WEBHOOK_SECRET is accepted`)]
      : []),
  ];
}

export function statementFindings(
  { statementPrefix, statementDescriptor, name }: ReadAccount,
  discreet: Parameters<typeof tellingWords>[1],
): Finding[] {
  const start = statementPrefix ?? statementDescriptor;
  if (start === null) return [bad('the account has no statement descriptor: set a neutral one in the dashboard')];
  const telling = tellingWords(
    [statementPrefix, statementDescriptor, name].filter((part) => part !== null).join(' '),
    discreet,
  );
  return [
    ok(`a statement begins with "${start}"; the name under which a place was sold follows`),
    telling.length === 0
      ? ok('neither the statement nor the name of the business tells what was bought')
      : look(`statement or name of the business say ${telling.join(', ')}: others may read them`),
  ];
}

/** What no API tells. */
export const MAILS: readonly Finding[] = [
  look(
    'Stripe’s own mails to customers must be off, for payments and for refunds: dashboard, Settings, Customer emails. Attune sends its own, in neutral words',
  ),
];
