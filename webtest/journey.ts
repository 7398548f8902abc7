import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { type Client, createClient } from '../cli/demo/client.ts';
import { codeFor, signIn } from '../cli/demo/signIn.ts';
import { startChromium } from './chromium.ts';
import { watch } from './laws.ts';
import { type Network, openNetwork } from './network.ts';
import { listenIn } from './told.ts';
import { world } from './world.ts';

export type Visit = { page: Page; context: BrowserContext; url: string; exitUrl: string; network: Network };

export type Facts = {
  /** A phone that is touched; else a screen of 1200 pixels with a keyboard. */
  phone?: boolean;
  /** Whether scripts run. */
  script?: boolean;
  /** Whoever is signed in from the start, by their address. */
  as?: string;
  /** Faults on the console that the journey is about, such as a refused code. */
  expects?: RegExp[];
  longestMs?: number;
  /** Whether the way to the server is one on which things go wrong. */
  network?: boolean;
  /** A camera that sees the pictures of this file, and whether the person allows it. Without it there is no camera. */
  camera?: { file: () => string | Promise<string>; allowed: boolean };
};

const SCREEN = { viewport: { width: 1200, height: 850 } };
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };
/** No step of a page takes longer. */
const PATIENCE_MS = 10_000;
/** No journey takes longer that does not say so. */
const LONGEST_MS = 30_000;

export type Journey = { name: string; facts: Facts; play: (visit: Visit) => Promise<void> };
/** Those of the files that were imported, in order. */
export const journeys: Journey[] = [];

/** A test in a browser of its own, without anything kept from others. The laws of laws.ts hold in each. */
export function journey(name: string, facts: Facts, play: (visit: Visit) => Promise<void>): void {
  journeys.push({ name, facts, play });
}

/** Plays a journey. Throws when it fails or breaks a law. */
export async function play({ facts, play }: Journey): Promise<void> {
  const { server, exitUrl } = world();
  const browser = await browserFor(facts);
  const network = await openNetwork();
  const context = await browser.newContext({ ...optionsFor(facts), ...(facts.network ? through(network) : {}) });
  try {
    context.setDefaultTimeout(PATIENCE_MS);
    const faults = await watch(context, facts.expects ?? []);
    await listenIn(context);
    const page = await context.newPage();
    if (facts.as !== undefined) await signInAs(context, facts.as);
    await inTime(play({ page, context, url: server.url, exitUrl, network }), facts.longestMs ?? LONGEST_MS);
    assert.deepEqual(await faults(page), []);
  } catch (error) {
    console.log(await whereIs(context));
    throw error;
  } finally {
    await context.close();
    network.stop();
    if (browser !== world().browser) await browser.close();
  }
}

/** By default a browser asks its own machine without a proxy. */
const through = ({ url }: Network): BrowserContextOptions => ({ proxy: { server: url, bypass: '<-loopback>' } });

/** A camera belongs to a browser, so a journey with one has a browser of its own. */
async function browserFor({ camera }: Facts): Promise<Browser> {
  if (camera === undefined) return world().browser;
  const seen = ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${await camera.file()}`];
  return startChromium([...seen, `--use-fake-ui-for-media-stream${camera.allowed ? '' : '=deny'}`]);
}

/** What a person would see where a journey failed. */
async function whereIs(context: BrowserContext): Promise<string> {
  const pages = context.pages().map(async (page) => {
    const said = await page
      .locator('main')
      .textContent({ timeout: 1_000 })
      .catch(() => '');
    return `${page.url()}: ${said?.replaceAll(/\s+/g, ' ').slice(0, 600)}`;
  });
  return (await Promise.all(pages)).join('\n');
}

let networks = 0;
/** Each person comes from a network of their own, as in life: one network may ask for a hundred codes in ten minutes. */
export function ownNetwork(): string {
  networks += 1;
  return `198.51.${100 + Math.floor(networks / 250)}.${1 + (networks % 250)}`;
}

const optionsFor = ({ phone = false, script = true }: Facts): BrowserContextOptions => ({
  ...(phone ? PHONE : SCREEN),
  extraHTTPHeaders: { 'x-forwarded-for': ownNetwork() },
  baseURL: world().server.url,
  locale: 'en-NZ',
  timezoneId: 'Pacific/Auckland',
  reducedMotion: 'reduce',
  javaScriptEnabled: script,
});

async function inTime(playing: Promise<void>, ms: number): Promise<void> {
  const { promise, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => reject(new Error(`Not done after ${ms} ms.`)), ms);
  await Promise.race([playing, promise]).finally(() => clearTimeout(timer));
}

/** Signs in by the dialog over a page whose session has ended. */
export async function signInAgain(page: Page, email: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.getByLabel('Your mail address').fill(email);
  await dialog.getByRole('button', { name: 'Mail me a code' }).click();
  await dialog.getByLabel('The code from the mail').fill(await mailedCode(email));
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Opens a session without the page of sign-in. */
export async function signInAs(context: BrowserContext, email: string): Promise<void> {
  const { server } = world();
  const headers = { origin: server.url };
  const post = async (path: string, data: object) => {
    const answer = await context.request.post(`${server.url}/api/auth${path}`, { data, headers });
    assert.ok(answer.ok(), `${path} answered ${answer.status()}: ${await answer.text()}`);
  };
  await post('/email-otp/send-verification-otp', { email, type: 'sign-in' });
  await post('/sign-in/email-otp', { email, otp: await mailedCode(email) });
}

/** Somebody who is signed in without a browser, as a front end of others would be. */
export async function clientOf(email: string): Promise<Client> {
  const { url, outbox } = world().server;
  const client = createClient(url, () => {}, { 'x-forwarded-for': ownNetwork() });
  await signIn(client, email, outbox);
  used.add(await codeFor(email, outbox));
  return client;
}

const used = new Set<string>();

/** The code that the person reads in their mail: a new one each time. */
export async function mailedCode(email: string): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const code = await codeFor(email, world().server.outbox);
    if (!used.has(code)) {
      used.add(code);
      return code;
    }
    await sleep(50);
  }
  throw new Error(`No new code came for ${email}.`);
}
