import { isIPv4, isIPv6 } from 'node:net';

/**
 * The unit that a limit counts per network: an IPv4 address, or an IPv6 /64, because one household has a whole /64. An IPv4
 * address written as IPv6 counts as IPv4.
 */
export const networkOf = (address: string | undefined): string => firstGroups(address, 4);

/** A wider unit: an IPv4 address, or an IPv6 /48, because one customer of a provider may hold that many networks. */
export const siteOf = (address: string | undefined): string => firstGroups(address, 3);

function firstGroups(address: string | undefined, count: 3 | 4): string {
  const plain = (address ?? '').replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return 'unknown';
  const [head = '', tail] = plain.split('::');
  const left = head.split(':').filter((group) => group !== '');
  const right = (tail ?? '').split(':').filter((group) => group !== '');
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  const groups = [...left, ...Array<string>(Math.max(zeros, 0)).fill('0'), ...right];
  return `${groups
    .slice(0, count)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/${count * 16}`;
}
