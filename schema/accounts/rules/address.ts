import { domainToASCII } from 'node:url';
import { z } from 'zod';

export type Address = {
  /** The form by which addresses are compared: lowercase, the domain in ASCII. It names the account. */
  email: string;
  /** Where mail goes: the part before the @ as typed, the domain in ASCII. */
  typed: string;
  /** Every form under which an account of this mailbox may be stored, the likeliest first. */
  forms: readonly string[];
};
export type ReadAddress = ({ ok: true } & Address) | { ok: false; because: 'NOT_AN_ADDRESS' };

const NOT_AN_ADDRESS = { ok: false, because: 'NOT_AN_ADDRESS' } as const;
const MAX_EMAIL = 254;
const EMAIL = z.email();
const IN_ASCII = /^[\x21-\x7e]+$/;
/** domainToASCII reads a host of a URL: it decodes percent signs, drops tabs and stops at a slash. No domain has these. */
const NO_DOMAIN = /[\s\p{Cc}%/\\?#:@[\]]/u;

/**
 * Reads an address as mail systems compare it: without capitals (RFC 5321 would let a host tell `Jo` from `jo`; none in use does),
 * the domain in ASCII whatever its capitals, composition or width, and without the dot of the root. Dots and +tags of the part
 * before the @ stay, since only the receiving host knows what they mean. Refuses a non-ASCII part before the @, so that an
 * address that only looks the same cannot open a second account.
 */
export function comparableAddress(text: string): ReadAddress {
  const trimmed = text.trim();
  const at = trimmed.lastIndexOf('@');
  const [local, host] = [trimmed.slice(0, at), trimmed.slice(at + 1)];
  if (at < 1 || trimmed.length > MAX_EMAIL || !IN_ASCII.test(local) || NO_DOMAIN.test(host)) return NOT_AN_ADDRESS;
  const domain = domainToASCII(host).replace(/\.$/, '');
  const typed = `${local}@${domain}`;
  const lower = typed.toLowerCase();
  if (!EMAIL.safeParse(lower).success || lower.length > MAX_EMAIL) return NOT_AN_ADDRESS;
  const email = ofOneMailbox(lower);
  return { ok: true, email, typed, forms: formsOf(lower, email) };
}

/** The stored `mail_address`: null when what was typed is the stored form itself. */
export function asTyped({ email, typed }: Pick<Address, 'email' | 'typed'>): string | null {
  return typed === email ? null : typed;
}

/** Google delivers both domains to one mailbox (docs/decisions/0009-identity.md). */
const GOOGLEMAIL = /@googlemail\.com$/;
const GMAIL = /@gmail\.com$/;
const ofOneMailbox = (lower: string): string => lower.replace(GOOGLEMAIL, '@gmail.com');

/** Accounts of googlemail.com from before this rule are stored under that domain. */
const formsOf = (lower: string, email: string): string[] =>
  GMAIL.test(email) ? [...new Set([lower, email, email.replace(GMAIL, '@googlemail.com')])] : [email];

/**
 * The mailbox of an address as far as anybody outside can tell: most hosts deliver jo+tag@ to jo@. Accounts are told apart by the whole
 * address all the same. Null for what is no address.
 */
export function mailboxOf(text: string): string | null {
  const address = comparableAddress(text);
  return address.ok ? address.email.replace(/(?<=[^+])\+[^@]*(?=@)/, '') : null;
}

/** Whether two addresses are read in one mailbox. */
export function sharesMailbox(one: string, other: string): boolean {
  const mailbox = mailboxOf(one);
  return mailbox !== null && mailbox === mailboxOf(other);
}

/** An address in a form that a bystander may see: `j…@example.org`. */
export function maskedAddress(text: string): string {
  const at = text.lastIndexOf('@');
  return at < 1 ? '' : `${text.slice(0, 1)}…${text.slice(at)}`;
}
