import { createHmac, hkdfSync } from 'node:crypto';
import { sameText } from '../http/keyedHash.ts';
import type { PdfLinks } from '../services.ts';

const LIFETIME_SECONDS = 600;

/** Links that are signed with a separate key, derived from SESSION_SECRET. */
export function createPdfLinks(sessionSecret: string, publicUrl: string): PdfLinks {
  const key = Buffer.from(hkdfSync('sha256', sessionSecret, 'attune', 'pdf links v1', 32));
  const sign = (number: string, expires: string) =>
    createHmac('sha256', key).update(`${number}\n${expires}`).digest('base64url');
  return {
    signPdfLink: (number, now) => {
      const expires = String(Math.floor(now.getTime() / 1000) + LIFETIME_SECONDS);
      return `${publicUrl}/certificates/${number}.pdf?expires=${expires}&signature=${sign(number, expires)}`;
    },
    checkPdfLink: (number, { expires, signature }, now) => {
      if (expires === undefined && signature === undefined) return 'UNSIGNED';
      if (typeof expires !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(expires)) return 'INVALID';
      const alive = Number(expires) * 1000 > now.getTime();
      return sameText(signature, sign(number, expires)) && alive ? 'VALID' : 'INVALID';
    },
  };
}
