import type { BOUNCE_REASONS, BOUNCE_SOURCES } from '../../../drizzle/tables/mail.ts';

export type BounceReason = (typeof BOUNCE_REASONS)[number];
export type BounceSource = (typeof BOUNCE_SOURCES)[number];

/** Thrown when a mail server refuses the address of a mail for good. Another try changes nothing. */
export class AddressRefusedError extends Error {
  override name = 'AddressRefusedError';
  readonly to: string;
  readonly reason: BounceReason;
  constructor(to: string, reason: BounceReason) {
    super('a mail server refused the address for good');
    this.to = to;
    this.reason = reason;
  }
}

const STATUS = /^[45]\.(\d{1,3})\.(\d{1,3})$/;

/**
 * What an enhanced status code (RFC 3463) says against the address. Null when it says nothing against it: it is about the sender,
 * the content, the connection or a policy, which the person at the address cannot change.
 */
function reasonOfStatus(status: string): BounceReason | null {
  const [, subject = '', detail = ''] = STATUS.exec(status) ?? [];
  if (subject === '1') return SENDERS.includes(detail) ? null : 'NO_SUCH_ADDRESS';
  if (subject === '2') return detail === '1' ? 'NO_SUCH_ADDRESS' : detail === '2' ? 'MAILBOX_FULL' : null;
  // Exchange Online answers 5.4.1 for a mailbox that it does not have.
  if (subject === '4') return status === '5.4.1' ? 'NO_SUCH_ADDRESS' : 'UNREACHABLE';
  return null;
}
/** Of subject 1: the sender's address is wrong. */
const SENDERS = ['7', '8'];

/** The answer of a mail server, and the command that it answers. */
export type Refusal = { command: string; reply: number; text: string };

/** Of a permanent answer without an enhanced code. After the text was sent, such an answer is mostly about the text. */
const REPLIES: Record<number, BounceReason> = {
  550: 'NO_SUCH_ADDRESS',
  551: 'NO_SUCH_ADDRESS',
  552: 'MAILBOX_FULL',
  553: 'NO_SUCH_ADDRESS',
};

/** What a refusal says against the address. Null when it is temporary, or about anything else. */
export function reasonOfRefusal({ command, reply, text }: Refusal): BounceReason | null {
  const atRecipient = command === 'RCPT TO';
  if (reply < 500 || !(atRecipient || command === 'DATA')) return null;
  const [, status] = /^\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(text) ?? [];
  if (status !== undefined) return reasonOfStatus(status);
  return atRecipient ? (REPLIES[reply] ?? null) : null;
}

/** A status of its own that only says "permanent". */
const UNSPECIFIC = '5.0.0';

/** What a report of a failed delivery (RFC 3464) says against the address. A temporary fault that lasted to the end counts as one. */
export function reasonOfReport({ status, diagnostic }: { status: string; diagnostic: string }): BounceReason | null {
  const [, quoted] = /^smtp; *\d{3}[ -](5\.\d{1,3}\.\d{1,3})\b/i.exec(diagnostic) ?? [];
  return reasonOfStatus(status === UNSPECIFIC && quoted !== undefined ? quoted : status);
}
