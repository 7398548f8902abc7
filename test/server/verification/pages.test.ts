import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PNG } from 'pngjs';
import type { Examined } from '../../../certificates/verify/conclusion.ts';
import { unexamined } from '../../../certificates/verify/examineFile.ts';
import { verdictOnNothing } from '../../../schema/verification/rules/verdict.ts';
import { design } from '../../../server/http/design.ts';
import { askPage, verifyPage } from '../../../server/verification/numberPage.ts';
import { verifyReportPage } from '../../../server/verification/reportPage.ts';
import { startTestApp, TEST_CONFIG } from '../../support/app.ts';
import { newHolder } from '../../support/holder.ts';
import { openWorld, type World } from '../../support/world.ts';

const CHECK = { exitUrl: TEST_CONFIG.exitUrl, publicUrl: TEST_CONFIG.publicUrl, now: new Date('2026-11-26T09:05:00Z') };
const NUMBER = '7K3QD-0V9XA-MB52T-C8HEN';
const STATUSES = ['VALID', 'EXPIRED', 'REVOKED', 'SUPERSEDED'] as const;

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { config: { production: true } });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

/** The drawing and the words of a status. */
const faceOf = (page: string): [sign: string, badge: string] => {
  const [, sign = '', badge = ''] =
    /<p class="status \w+"><svg[^>]*>(.*?)<\/svg><span>([^<]*)<\/span>/.exec(page) ?? [];
  return [sign, badge];
};

test('valid, expired, revoked and replaced differ in word, in sign and in what they say, without any color', () => {
  const nothing = verdictOnNothing({ status: 'UNKNOWN', number: NUMBER, nameAsked: false });
  const pages = STATUSES.map((status) => verifyPage(CHECK, { ...nothing, status }));
  const reports = STATUSES.map((standing) =>
    verifyReportPage(CHECK, { ...unexamined('ab'), overall: 'GENUINE', standing, pending: false } as Examined),
  );
  for (const some of [pages, reports])
    for (const at of [0, 1]) expect(new Set(some.map((page) => faceOf(page)[at])).size).toBe(STATUSES.length);
  expect(pages.map((page) => faceOf(page)[0])).toEqual(reports.map((page) => faceOf(page)[0]));
});

test('the result stands there as text, with what a file needs: number, verdict, facts, the day, and where it was asked', async () => {
  const { number } = await newHolder(world, TEST_CONFIG.publicUrl);
  const text = await (await app.ask(`/verify/${number}`, { headers: { accept: 'text/html' } })).text();
  const [, result = ''] = /<pre>([^<]*)<\/pre>/.exec(text) ?? [];
  for (const said of [
    'This certificate is valid (Valid)',
    `Number: ${number}`,
    'Course: Better After Betrayal',
    'Study: ',
  ])
    expect(result).toContain(said);
  expect(result).toMatch(new RegExp(`Checked on .* \\(UTC\\)\\.\n${TEST_CONFIG.publicUrl}/verify/${number}$`));
  expect(result).not.toContain('Robin');
  const form = { method: 'POST', headers: { accept: 'text/html' }, body: new URLSearchParams({ name: 'Sam Other' }) };
  const compared = await (await app.ask(`/verify/${number}`, form)).text();
  expect(/<pre>([^<]*)<\/pre>/.exec(compared)?.[1]).toContain('The name that was typed does not match the register.');
  expect(compared).not.toContain('Sam Other');
});

test('the text of a report is that of the file, and has its fingerprint', () => {
  const examined = { ...unexamined('ab'.repeat(32)), standing: null, pending: false };
  const page = verifyReportPage(CHECK, examined);
  expect(page).toContain(
    `Fingerprint of the file (SHA-256): ${'ab'.repeat(32)}\nChecked on Thu, November 26, 2026, 09:05 (UTC).`,
  );
});

test('the camera is allowed on the page that asks for a number, and nowhere else', async () => {
  const policyOf = async (path: string, init: RequestInit = {}) =>
    (await app.ask(path, { headers: { accept: 'text/html' }, ...init })).headers.get('permissions-policy');
  expect(await policyOf('/verify')).toContain('camera=(self)');
  const { number } = await newHolder(world, TEST_CONFIG.publicUrl);
  for (const path of ['/', `/verify/${number}`, '/verify/nothing', '/learn', '/safety', '/graphql', '/nowhere'])
    expect([path, await policyOf(path)]).toEqual([path, 'camera=(), geolocation=(), microphone=()']);
  expect(await policyOf('/verify', { method: 'POST' })).toContain('camera=()');
});

test('the camera is offered only where the built pages are here, hidden until there is one', () => {
  expect(askPage(CHECK, null)).not.toContain('camera');
  const page = askPage(CHECK, { script: '/assets/camera-x.js', reader: '/assets/qr-x.js' });
  expect(page).toContain('<div class="camera" hidden data-script="/assets/camera-x.js" data-reader="/assets/qr-x.js"');
});

test('each page is one of the house: bar, way out, and scripts that are no part of what it says', async () => {
  const policy = "script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";
  for (const path of ['/verify', '/verify/nothing']) {
    const answer = await app.ask(path, { headers: { accept: 'text/html' } });
    const text = await answer.text();
    expect(answer.headers.get('content-security-policy')).toContain(policy);
    expect(answer.headers.get('referrer-policy')).toBe('same-origin');
    expect(text).toContain('<a class="skip" href="#main">');
    expect(text).toContain(`<a class="leave" href="${TEST_CONFIG.exitUrl}" rel="noreferrer">`);
    expect(text).toContain('<a href="/verify" aria-current="page">');
    expect([...text.matchAll(/<script src="([^"]*)" defer>/g)].map(([, src]) => src)).toEqual([
      design.leave,
      design.verify,
    ]);
  }
});

test('an icon is there for browsers that read it of a page, and for those that ask for it anyway', async () => {
  const home = await (await app.ask('/', { headers: { accept: 'text/html' } })).text();
  const [, href = ''] = /<link rel="icon" href="([^"]*)">/.exec(home) ?? [];
  const drawing = await app.ask(href);
  expect([drawing.status, drawing.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  const icon = await app.ask('/favicon.ico');
  expect([icon.status, icon.headers.get('content-type'), icon.headers.get('cache-control')]).toEqual([
    200,
    'image/x-icon',
    'public, max-age=86400',
  ]);
  const bytes = Buffer.from(await icon.arrayBuffer());
  expect([bytes.readUInt16LE(2), bytes.readUInt16LE(4), bytes.readUInt32LE(14)]).toEqual([1, 1, bytes.length - 22]);
  const { width, height, data } = PNG.sync.read(bytes.subarray(bytes.readUInt32LE(18)));
  expect([width, height, data[3]]).toEqual([32, 32, 0]);
  expect(data.subarray((16 * 32 + 6) * 4, (16 * 32 + 6) * 4 + 4).toString('hex')).toBe('1c3557ff');
  // A page that was refused says it too, and allows it.
  const refused = await app.ask('/certificates/nothing.pdf', { headers: { accept: 'text/html' } });
  expect(await refused.text()).toContain(`<link rel="icon" href="${href}">`);
  expect(refused.headers.get('content-security-policy')).toContain("img-src 'self'");
});
