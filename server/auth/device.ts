import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { KNOWN_DEVICE_SECONDS } from '../../schema/accounts/rules.ts';
import { keyedHash, sameText } from '../http/keyedHash.ts';
import { cookie, deviceCookie, header, setCookieLine } from './cookies.ts';

/** A client without cookies gets its device's token in this header when it signs in, and sends it when it asks for a code. */
const DEVICE_HEADER = 'x-sign-in-device';

type Keeping = { secret: string; secure: boolean };

/**
 * Marks a browser or program as one that signed in to this address, for 180 days. The token contains chance, the time and keyed
 * hashes. It signs nobody in: it keeps room for this device when strangers have used up the limits of the address.
 */
export function rememberDevice({ secret, secure }: Keeping, email: string, now: Date, res: Response): void {
  const body = `${randomBytes(16).toString('base64url')}.${Math.floor(now.getTime() / 1000)}.${ownerOf(secret, email)}`;
  const token = `${body}.${keyedHash(secret, 'device', body)}`;
  res.append('Set-Cookie', setCookieLine(deviceCookie(secure), token, { seconds: KNOWN_DEVICE_SECONDS, secure }));
  res.setHeader(DEVICE_HEADER, token);
}

/** The random name of the device that sends this request; null when it never signed in, or not to this address. */
export function knownDevice({ secret, secure }: Keeping, req: Request, now: Date, email?: string): string | null {
  const token = header(req, DEVICE_HEADER) ?? cookie(req, deviceCookie(secure)) ?? '';
  const [id, seconds, owner, proof, ...rest] = token.split('.');
  if (id === undefined || seconds === undefined || owner === undefined || proof === undefined || rest.length > 0)
    return null;
  const genuine = sameText(proof, keyedHash(secret, 'device', `${id}.${seconds}.${owner}`));
  const lives = now.getTime() / 1000 - Number(seconds) <= KNOWN_DEVICE_SECONDS;
  return genuine && lives && (email === undefined || sameText(owner, ownerOf(secret, email))) ? id : null;
}

const ownerOf = (secret: string, email: string): string => keyedHash(secret, 'device of', email);
