import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { AddressRefusedError } from '../../../schema/accounts/rules/bounces.ts';
import { createMailer } from '../../../server/mail/send.ts';
import { startSmtpServer } from '../../support/smtpServer.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'attune-mail-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const from = 'Attune <no-reply@example.org>';
const mail = { to: 'ana@example.org', subject: 'Your Attune sign-in code', text: 'Code:\n\n12345678\n' };

test('without SMTP each mail becomes one whole RFC 822 file whose name sorts by time', async () => {
  const outboxDir = join(dir, 'deep', 'outbox');
  const send = createMailer({ from, outboxDir });
  await send(mail);
  await send({ ...mail, to: 'ben@example.org' });
  const names = (await readdir(outboxDir)).sort();
  expect(names).toHaveLength(2);
  const [first = '', second = ''] = await Promise.all(names.map((name) => readFile(join(outboxDir, name), 'utf8')));
  expect(names[0]).toMatch(/^\d{4}-\d\d-\d\dT.*\.eml$/);
  expect(first).toMatch(/^To: ana@example\.org\r$/m);
  expect(first).toMatch(/^From: Attune <no-reply@example\.org>\r$/m);
  expect(first).toMatch(/^Subject: Your Attune sign-in code\r$/m);
  expect(first).toMatch(/^12345678\r$/m);
  expect(second).toMatch(/^To: ben@example\.org\r$/m);
});

test.each([
  { to: 'a@example.org\r\nBcc: b@example.org' },
  { to: 'a@example.org, b@example.org' },
  { to: 'Someone <a@example.org>' },
  { to: '' },
  { subject: 'Hello\r\nBcc: b@example.org' },
  { subject: 'Hello\u0000' },
])('refuses %j', async (wrong) => {
  const send = createMailer({ from, outboxDir: dir });
  await expect(send({ ...mail, ...wrong })).rejects.toThrow(/one address|one line/);
});

test('with SMTP_URL it speaks SMTP to one recipient, and a refusal is an error', async () => {
  const server = await startSmtpServer({ 'refused@example.org': { rcpt: '550 no' } });
  const send = createMailer({ smtpUrl: server.url, from, outboxDir: dir });
  await send(mail);
  expect(server.lines).toContain('RCPT TO:<ana@example.org>');
  expect(server.lines).toContain('12345678');
  await expect(send({ ...mail, to: 'refused@example.org' })).rejects.toThrow(AddressRefusedError);
  expect([server.taken.length, server.faults]).toEqual([1, []]);
  await server.stop();
});

test('with a secret each try of a mail has one id, which is of its address', async () => {
  const server = await startSmtpServer();
  const send = createMailer({ smtpUrl: server.url, from, outboxDir: dir, secret: 'a secret of this test' });
  const identity = { id: '019afd00-0000-7000-8000-000000000000', madeAt: new Date('2026-11-26T09:00:00Z') };
  for (const to of ['ana@example.org', 'ANA@example.org', 'ben@example.org']) await send({ ...mail, to, identity });
  const ids = server.taken.map(({ text }) => /^Message-ID:\s+<(\S+)@example\.org>/m.exec(text)?.[1]);
  expect(ids[0]).toMatch(/^019afd00-0000-7000-8000-000000000000\.[\w-]{22}$/);
  expect(ids[1]).toBe(ids[0]);
  expect(ids[2]).not.toBe(ids[0]);
  expect(server.lines).toContain(`MAIL FROM:<no-reply@example.org> RET=HDRS ENVID=${ids[2]}`);
  await server.stop();
});

test.each([
  ['https://attune.example.org/later/stop/x', /^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m],
  ['http://127.0.0.1:4000/later/stop/x', /^List-Unsubscribe: <http:/m],
])('a mail that one click stops says where: %s', async (unsubscribe, line) => {
  const outboxDir = await mkdtemp(join(dir, 'stops-'));
  await createMailer({ from, outboxDir })({ ...mail, unsubscribe });
  const [name = ''] = await readdir(outboxDir);
  const text = await readFile(join(outboxDir, name), 'utf8');
  expect(text).toMatch(line);
  expect(text).toContain(`List-Unsubscribe: <${unsubscribe}>`);
  // Only an address on https may be posted to by a mail program.
  expect(text.includes('List-Unsubscribe-Post')).toBe(unsubscribe.startsWith('https:'));
});
