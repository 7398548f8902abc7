import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, JourneyFailed } from './client.ts';

/** Signs in with the one-time code that the server wrote to its outbox. Without a browser, a header carries the nonce. */
export async function signIn(client: Client, email: string, outbox: string): Promise<void> {
  const nonce = await client.timed('POST /api/auth/email-otp/send-verification-otp', async () => {
    const answer = await client.post('/api/auth/email-otp/send-verification-otp', { email, type: 'sign-in' });
    if (!answer.ok) throw new JourneyFailed(`No code was sent: ${await answer.text()}`);
    return ['a code is on its way', answer.headers.get('x-sign-in-nonce') ?? ''];
  });
  const otp = await codeFor(email, outbox);
  const token = await client.timed('POST /api/auth/sign-in/email-otp', async () => {
    const answer = await client.post('/api/auth/sign-in/email-otp', { email, otp }, { 'x-sign-in-nonce': nonce });
    if (!answer.ok) throw new JourneyFailed(`Sign-in was refused: ${await answer.text()}`);
    return ['signed in', answer.headers.get('set-auth-token') ?? ''];
  });
  client.setToken(token);
}

/** The newest code that was mailed to an address. */
export async function codeFor(email: string, outbox: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const names = await readdir(outbox).catch(() => []);
    for (const name of names
      .filter((each) => each.endsWith('.eml'))
      .sort()
      .reverse()) {
      const mail = await readFile(join(outbox, name), 'utf8');
      const code = mail.includes(email) ? mail.match(/^\d{8}\r?$/m)?.[0].trim() : undefined;
      if (code !== undefined) return code;
    }
    await sleep(100);
  }
  throw new JourneyFailed(`No mail for ${email} arrived in ${outbox}.`);
}
