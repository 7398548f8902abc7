import { expect, test } from '@jest/globals';
import { maskedAddress } from '../../schema/accounts/rules/address.ts';
import { reasonOfRefusal, reasonOfReport } from '../../schema/accounts/rules/bounces.ts';

test.each([
  ['RCPT TO', '550 5.1.1 no such user', 'NO_SUCH_ADDRESS'],
  ['RCPT TO', '550 no such user', 'NO_SUCH_ADDRESS'],
  ['RCPT TO', '551 user not local', 'NO_SUCH_ADDRESS'],
  ['RCPT TO', '553 mailbox name not allowed', 'NO_SUCH_ADDRESS'],
  ['RCPT TO', '550-5.1.1 a first line\n550 5.1.1 a last', 'NO_SUCH_ADDRESS'],
  ['RCPT TO', '550 5.2.1 mailbox disabled', 'NO_SUCH_ADDRESS'],
  ['RCPT TO', '550 5.4.1 Recipient address rejected: Access denied', 'NO_SUCH_ADDRESS'],
  ['RCPT TO', '550 5.4.4 no host', 'UNREACHABLE'],
  ['RCPT TO', '552 5.2.2 full', 'MAILBOX_FULL'],
  ['RCPT TO', '552 full', 'MAILBOX_FULL'],
  ['DATA', '550 5.1.1 no such user', 'NO_SUCH_ADDRESS'],
  ['DATA', '552 5.2.2 full', 'MAILBOX_FULL'],
  // Temporary.
  ['RCPT TO', '450 4.2.1 greylisted', null],
  ['RCPT TO', '452 4.2.2 full for now', null],
  ['DATA', '451 4.3.0 try later', null],
  // The sender, the text, a policy, a fault of the protocol.
  ['RCPT TO', '550 5.7.1 relaying denied', null],
  ['RCPT TO', '554 5.7.1 blocked by a list', null],
  ['RCPT TO', '550 5.1.8 sender rejected', null],
  ['RCPT TO', '554 no', null],
  ['RCPT TO', '550 5.2.3 too long', null],
  ['DATA', '550 looks like spam', null],
  ['DATA', '550 5.7.26 unauthenticated', null],
  ['DATA', '552 5.3.4 too big', null],
  ['MAIL FROM', '550 5.1.1 sender unknown', null],
  ['AUTH PLAIN', '535 5.7.8 bad password', null],
])('after %s, "%s" says %s of the address', (command, text, reason) => {
  expect(reasonOfRefusal({ command, reply: Number(text.slice(0, 3)), text })).toBe(reason);
});

test.each([
  ['5.1.1', '', 'NO_SUCH_ADDRESS'],
  ['5.2.2', '', 'MAILBOX_FULL'],
  ['4.2.2', '', 'MAILBOX_FULL'],
  ['4.4.7', 'smtp; delivery time expired', 'UNREACHABLE'],
  ['5.4.4', '', 'UNREACHABLE'],
  ['5.0.0', 'smtp; 550-5.1.1 The account does not exist', 'NO_SUCH_ADDRESS'],
  ['5.0.0', 'smtp; 550 no', null],
  ['5.7.1', 'smtp; 550 5.1.1 quoted', null],
  ['5.7.26', '', null],
  ['5.6.0', '', null],
  ['', '', null],
  ['5.1', '', null],
  ['5.1.1111', '', null],
  ['2.1.5', '', null],
])('a failure of status "%s" with "%s" says %s', (status, diagnostic, reason) => {
  expect(reasonOfReport({ status, diagnostic })).toBe(reason);
});

test.each([
  ['jo.smith@example.org', 'j…@example.org'],
  ['a@b.org', 'a…@b.org'],
  ['nothing', ''],
])('%s is shown as %s', (address, masked) => {
  expect(maskedAddress(address)).toBe(masked);
});
