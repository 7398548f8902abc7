import { newId, parseId } from '../../drizzle/ids.ts';
import { comparableAddress } from '../../schema/accounts/rules/address.ts';
import { keyedHash, sameText } from '../http/keyedHash.ts';

const HASH_LENGTH = 22;

/**
 * What stands before the @ of a Message-ID: the message's id, and a keyed hash by which we know again that we sent this message to
 * this address. So no list of sent mail is kept.
 */
export function sealedId(secret: string, to: string, id: string = newId()): string {
  return `${id}.${hashOf(secret, to, id)}`;
}

function hashOf(secret: string, to: string, id: string): string {
  const read = comparableAddress(to);
  return keyedHash(secret, 'message to', read.ok ? read.email : to, id).slice(0, HASH_LENGTH);
}

/** When we made the message of this id for this address; null when we did not. */
export function madeFor(secret: string, to: string, sealed: string): Date | null {
  const [id = '', hash = ''] = sealed.split('.');
  if (parseId(id) === null || !sameText(hash, hashOf(secret, to, id))) return null;
  return new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16));
}
