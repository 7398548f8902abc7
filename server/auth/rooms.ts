import type { Request } from 'express';
import { sessionAddressesOf } from '../../schema/accounts/queries.ts';
import { LIMITS } from '../../schema/accounts/rules.ts';
import { siteOf } from '../http/network.ts';
import { type Count, counted, countedInTurn, countedNetwork, type Permission } from '../http/throttle.ts';
import { knownDevice } from './device.ts';
import type { Service } from './service.ts';

/**
 * What becomes of a request for a code. IF_KNOWN: strangers asked about this address too often today, so a mail leaves only for
 * a network where its person is signed in. The answer is the same whether it left.
 */
export type Mailing =
  | { told: 'SENT'; mails: true }
  | { told: 'NOT_SENT'; mails: false; retryAt: Date }
  | { told: 'IF_KNOWN'; mails: boolean; retryAt: Date };

type Asked = { req: Request; email: string; now: Date };

/** Within the limit of the caller's network. A known device has limits of its own, which no one else can use up. */
export async function networkMay(
  service: Service,
  { req, email, now }: Omit<Asked, 'email'> & { email?: string },
  limit: keyof typeof NETWORK,
): Promise<Permission> {
  const device = knownDevice(service, req, now, email);
  if (device !== null) return counted(service, LIMITS.actsPerDevice, `${limit} per device`, device, now);
  return countedNetwork(service, { ...NETWORK[limit], purpose: `${limit} per network` }, req.ip, now);
}

/** Strays are tries without a nonce of ours. They have a count of their own, so that nobody can use up the tries of others by them. */
const NETWORK = {
  codes: LIMITS.codesPerNetwork,
  tries: LIMITS.triesPerNetwork,
  strays: LIMITS.triesPerNetwork,
  passkeys: LIMITS.triesPerNetwork,
};

/**
 * Counts a request for a code, the narrowest room first: a known device has its own, a stranger one with their network, and all
 * strangers together one for the day. Whoever is refused in a narrow room uses up nothing of a wider one.
 */
export async function mailingOf(service: Service, asked: Asked): Promise<Mailing> {
  const { req, email, now } = asked;
  const device = knownDevice(service, req, now, email);
  const rooms = device === null ? strangersRooms(email, req) : deviceRooms(email, device);
  const narrow = await countedInTurn(service, rooms, now);
  if (!narrow.ok) return { told: 'NOT_SENT', mails: false, retryAt: narrow.retryAt };
  if (device !== null) return { told: 'SENT', mails: true };
  const wide = await counted(service, LIMITS.codesPerAddress, 'codes per address', email, now);
  if (wide.ok) return { told: 'SENT', mails: true };
  return { told: 'IF_KNOWN', mails: await isKnownNetwork(service, asked), retryAt: wide.retryAt };
}

const deviceRooms = (email: string, device: string): Count[] => [
  { limit: LIMITS.codesPerDevice, purpose: 'codes per device', subject: [email, device] },
  { limit: LIMITS.codesPerDeviceAndDay, purpose: 'codes per device and day', subject: [email, device] },
];

/** The counts of one address from one network. A sign-in from there deletes them. */
export function strangersRooms(email: string, { ip }: Request): Count[] {
  const subject = [email, siteOf(ip)];
  return [
    { limit: LIMITS.codesPerVisitor, purpose: 'codes per visitor', subject },
    { limit: LIMITS.codesPerVisitorAndDay, purpose: 'codes per visitor and day', subject },
  ];
}

async function isKnownNetwork({ db }: Service, { req, email, now }: Asked): Promise<boolean> {
  const addresses = await sessionAddressesOf(db, email, now);
  return addresses.some((address) => siteOf(address) === siteOf(req.ip));
}
