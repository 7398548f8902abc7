import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createMailer } from '../../../server/mail/send.ts';

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
  const lines: string[] = [];
  const sockets: Socket[] = [];
  const talk = (socket: Socket) => {
    let inData = false;
    sockets.push(socket);
    socket.write('220 test\r\n');
    socket.on('data', (bytes) => {
      for (const line of bytes.toString().split('\r\n').filter(Boolean)) {
        lines.push(line);
        if (inData && line !== '.') continue;
        if (line.startsWith('RCPT') && line.includes('refused')) socket.write('550 no\r\n');
        else if (line === 'DATA') socket.write('354 go\r\n');
        else socket.write('250 ok\r\n');
        inData = line === 'DATA' || (inData && line !== '.');
      }
    });
  };
  const server = createServer(talk).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  const send = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from, outboxDir: dir });
  await send(mail);
  expect(lines).toContain('RCPT TO:<ana@example.org>');
  expect(lines).toContain('12345678');
  await expect(send({ ...mail, to: 'refused@example.org' })).rejects.toThrow();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});
