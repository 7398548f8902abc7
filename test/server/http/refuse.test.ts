import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { ForbiddenError, NotFoundError } from '../../../schema/errors.ts';
import { type Refusal, refusalOf, refuse, refuseFlat, secondsUntil } from '../../../server/http/refuse.ts';

const REFUSAL: Refusal = { status: 429, code: 'RATE_LIMITED', title: 'Too many <tries>', message: 'Too many tries.' };

let server: Server;
beforeAll(async () => {
  const app = express();
  app.get('/flat/:seconds', (request, response) => refuseFlat(response, REFUSAL, Number(request.params.seconds)));
  app.get('/plain', (request, response) => refuse(request, response, REFUSAL));
  app.get('/wait/:seconds', (request, response) => refuse(request, response, REFUSAL, Number(request.params.seconds)));
  server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, accept: string) =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers: { accept } });

test.each([
  [1, 'Try again in a few seconds.'],
  [10, 'Try again in a few seconds.'],
  [11, 'Wait a minute and try again.'],
  [60, 'Wait a minute and try again.'],
  [61, 'Wait 2 minutes and try again.'],
  [300, 'Wait 5 minutes and try again.'],
])('%d seconds are given in the header and in words, to people, programs and sign-in alike', async (seconds, words) => {
  const page = await ask(`/wait/${seconds}`, 'text/html');
  expect([page.status, page.headers.get('retry-after')]).toEqual([429, String(seconds)]);
  expect(await page.text()).toContain(`Too many tries. ${words}`);
  const json = await ask(`/wait/${seconds}`, 'application/json');
  expect(json.headers.get('retry-after')).toBe(String(seconds));
  const message = `Too many tries. ${words}`;
  expect(await json.json()).toEqual({ errors: [{ message, extensions: { code: 'RATE_LIMITED' } }] });
  const flat = await ask(`/flat/${seconds}`, 'text/html');
  expect(flat.headers.get('retry-after')).toBe(String(seconds));
  expect(await flat.json()).toEqual({ code: 'RATE_LIMITED', message });
});

test('without a time to wait nothing is added; a refusal is never stored or indexed', async () => {
  const page = await ask('/plain', 'text/html');
  expect(page.headers.get('retry-after')).toBeNull();
  expect(page.headers.get('cache-control')).toBe('no-store');
  expect(page.headers.get('x-robots-tag')).toBe('noindex, nofollow');
  expect(page.headers.get('vary')).toContain('Accept');
  const text = await page.text();
  expect(text).toContain('Too many &lt;tries&gt;');
  expect(text).not.toContain('Wait');
});

test('the time to wait is whole seconds, at least one', () => {
  const now = new Date('2026-11-22T09:00:00.000Z');
  expect(secondsUntil(new Date('2026-11-22T09:00:00.200Z'), now)).toBe(1);
  expect(secondsUntil(new Date('2026-11-22T08:00:00.000Z'), now)).toBe(1);
  expect(secondsUntil(new Date('2026-11-22T09:01:00.001Z'), now)).toBe(61);
});

test('a permission that fails is a refusal; a bug stays a bug', () => {
  const notFound = { ...REFUSAL, status: 404, code: 'NOT_FOUND' };
  expect(refusalOf(new NotFoundError('The certificate'), notFound)).toBe(notFound);
  const forbidden = refusalOf(new ForbiddenError('Only an owner may.'), notFound);
  expect(forbidden).toMatchObject({ status: 403, code: 'FORBIDDEN', message: 'Only an owner may.' });
  expect(() => refusalOf(new Error('a bug'), notFound)).toThrow('a bug');
});
