import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { Certificate } from 'pkijs';
import { checkTimestampToken } from '../../../certificates/seal/token.ts';
import { createTimestamper } from '../../../server/documents/timestamp.ts';
import {
  createTimestampAuthority,
  type Misdeed,
  serveTimestamps,
  type TimestampAuthority,
} from '../../support/timestampAuthority.ts';

let authority: TimestampAuthority;
let service: Awaited<ReturnType<typeof serveTimestamps>>;

beforeAll(async () => {
  authority = await createTimestampAuthority();
  service = await serveTimestamps(authority);
});
beforeEach(() => {
  service.served.misdeed = {};
  service.served.answer = null;
  service.served.requests = [];
});
afterAll(() => service.stop());

const imprint = createHash('sha256').update('a signature').digest();
const ask = (timeoutMs = 5_000) => createTimestamper({ url: service.url, timeoutMs })(imprint);
const reply = (body: Buffer, status = 200) => ({ status, type: 'application/timestamp-reply', body });

test('a strict authority answers the request, and the token is checked', async () => {
  const token = Buffer.from(await ask());
  const checked = checkTimestampToken(token, imprint);
  expect(checked).toMatchObject({
    ok: true,
    timestamp: { at: new Date('2026-11-22T09:00:01Z'), authority: 'Sample timestamp authority', canonical: token },
  });
  await ask();
  const [first, second] = service.served.requests;
  expect(first?.length).toBeGreaterThan(60);
  expect(first?.equals(second ?? Buffer.alloc(0))).toBe(false);
});

test('what authorities get wrong is one error with its reason', async () => {
  const misdeeds: [Misdeed, string, string][] = [
    [{ imprint: randomBytes(32) }, 'UNSOUND', 'other bytes'],
    [{ nonce: randomBytes(8) }, 'UNSOUND', 'another request'],
    [{ certificates: [authority.root] }, 'UNSOUND', 'certificate that signed the timestamp is missing'],
    [{ statusWithoutToken: 2 }, 'REFUSED', 'status 02'],
    [{ statusWithoutToken: 0 }, 'UNREADABLE', 'cannot be read'],
  ];
  for (const [misdeed, because, words] of misdeeds) {
    service.served.misdeed = misdeed;
    await expect(ask()).rejects.toMatchObject({
      name: 'TimestampError',
      because,
      message: expect.stringContaining(words),
    });
  }
});

test('network failures are distinguished', async () => {
  const answers = [
    [() => reply(Buffer.from('busy'), 503), 'HTTP_ERROR'],
    [() => reply(Buffer.alloc(0), 302), 'HTTP_ERROR'],
    [() => reply(Buffer.alloc(70_000)), 'TOO_LARGE'],
    [() => reply(Buffer.from('<html>')), 'UNREADABLE'],
    [() => reply(Buffer.alloc(0)), 'UNREADABLE'],
    [() => reply(Buffer.from('30023000', 'hex')), 'UNREADABLE'],
    [() => reply(Buffer.from('300430020200', 'hex')), 'REFUSED'],
  ] as const;
  for (const [answer, because] of answers) {
    service.served.answer = answer;
    await expect(ask()).rejects.toMatchObject({ name: 'TimestampError', because });
  }
  service.served.answer = () => 'NEVER';
  await expect(ask(50)).rejects.toMatchObject({ because: 'TIMEOUT' });
  const nobody = createTimestamper({ url: 'http://127.0.0.1:1/', timeoutMs: 5_000 });
  await expect(nobody(imprint)).rejects.toMatchObject({ because: 'UNREACHABLE' });
});

test('a certificate stamps only when it is for timestamps alone, says so critically, and is in force', async () => {
  const purposes = ['1.3.6.1.5.5.7.3.8'];
  const wrong = [
    { extendedUsage: { critical: false, purposes } },
    { extendedUsage: { critical: true, purposes: ['1.3.6.1.5.5.7.3.1'] } },
    { extendedUsage: { critical: true, purposes: [...purposes, '1.3.6.1.5.5.7.3.4'] } },
  ];
  for (const options of wrong) {
    const token = await (await createTimestampAuthority(options)).stamp(imprint);
    expect(checkTimestampToken(token, imprint)).toMatchObject({
      detail: expect.stringContaining('not one for timestamps'),
    });
  }
  const over = await createTimestampAuthority({ validUntil: new Date('2026-11-22T09:00:00Z') });
  expect(checkTimestampToken(await over.stamp(imprint), imprint)).toMatchObject({
    detail: expect.stringContaining('outside'),
  });
});

test('of the certificates only a self-proving chain is stored', async () => {
  const other = await createTimestampAuthority();
  const chainOf = async (certificates: Certificate[]) => {
    const token = await authority.stamp(imprint, undefined, { certificates });
    const checked = checkTimestampToken(token, imprint);
    if (!checked.ok) throw new Error(checked.detail);
    return checked.timestamp.certificates.map(
      (der) => Certificate.fromBER(new Uint8Array(der)).serialNumber.valueBlock.valueDec,
    );
  };
  expect(await chainOf([authority.root, authority.own])).toEqual([2, 1]);
  expect(await chainOf([authority.own])).toEqual([2]);
  expect(await chainOf([other.own, authority.own, other.root])).toEqual([2]);
  expect(await chainOf([other.root, authority.own, authority.root, other.own])).toEqual([2, 1]);
});
