import { strictEqual } from 'node:assert/strict';
import type { CertificateFacts } from '../../certificates/facts/v2.ts';
import { drawCertificate } from '../../certificates/pdf.ts';
import { readPdf, textOf } from '../../test/support/certificates/readPdf.ts';
import { factsOf } from '../certificates/tasks.ts';
import { type Browser, startBrowser } from '../chromium/browser.ts';
import { changingOf, pageOf } from '../chromium/page.ts';
import { median, round } from '../numbers.ts';
import type { Delivery, Order } from '../servers/certificates.ts';
import type { Worker } from './press.ts';

/** One way of making the pages, as medians of the rounds. */
type Way = { perCpuSecond: number; perSecond: number };
export type PrintingResult = {
  chromium: string;
  rounds: number;
  attune: Way;
  printed: Way;
  /** Ours over Chromium's, the median of the ratios of rounds that ran side by side. */
  byCpu: number;
  byClock: number;
};

export type PrintingOptions = { rounds: number; drawn: number; printed: number };

/** Certificates by the press and the same pages printed by Chromium, in turns; null where there is no Chromium. */
export const measurePrinting = async (
  press: Worker<Order, Delivery>,
  { rounds, drawn, printed }: PrintingOptions,
): Promise<PrintingResult | null> => {
  const browser = await startBrowser();
  if (browser === null) return null;
  try {
    await browser.page.setContent(pageOf(factsOf(0)));
    await browser.page.evaluate('Promise.all([...document.fonts].map((face) => face.load())).then(() => null)');
    await checkSameWords(browser);
    const turns: { own: Way; other: Way }[] = [];
    // The first turn warms both up and is not counted.
    for (let turn = 0; turn <= rounds; turn++) {
      const own = await draw(press, drawn);
      const other = await print(browser, turn * printed, printed);
      if (turn > 0) turns.push({ own, other });
    }
    const summary = (ways: Way[]): Way => ({
      perCpuSecond: round(median(ways.map((way) => way.perCpuSecond)), 1),
      perSecond: round(median(ways.map((way) => way.perSecond)), 1),
    });
    return {
      chromium: browser.version,
      rounds,
      attune: summary(turns.map(({ own }) => own)),
      printed: summary(turns.map(({ other }) => other)),
      byCpu: round(median(turns.map(({ own, other }) => own.perCpuSecond / other.perCpuSecond)), 1),
      byClock: round(median(turns.map(({ own, other }) => own.perSecond / other.perSecond)), 1),
    };
  } finally {
    await browser.stop();
  }
};

/** Drawn and sealed, with credential, token and proof inside. */
const draw = async (press: Worker<Order, Delivery>, count: number): Promise<Way> => {
  const { certificateCpuMs, certificateSeconds } = await press.deliver({ make: count, examine: 0 });
  const cpuSeconds = certificateCpuMs.reduce((sum, ms) => sum + ms, 0) / 1000;
  return { perCpuSecond: count / cpuSeconds, perSecond: count / certificateSeconds };
};

const show = ({ page }: Browser, facts: CertificateFacts) =>
  page.evaluate(`show(${JSON.stringify(changingOf(facts))})`);

/** One warm page whose changing words are put in; tags are all that Chromium adds to what is seen. */
const print = async (browser: Browser, from: number, count: number): Promise<Way> => {
  const all = Array.from({ length: count }, (_, at) => factsOf(from + at));
  const cpuSeconds = browser.cpuSeconds();
  const startedAt = performance.now();
  for (const facts of all) {
    await show(browser, facts);
    const pdf = await browser.page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
    if (pdf.subarray(0, 5).toString() !== '%PDF-') throw new Error('Chromium printed no PDF');
  }
  const seconds = (performance.now() - startedAt) / 1000;
  return { perCpuSecond: count / (browser.cpuSeconds() - cpuSeconds), perSecond: count / seconds };
};

const SCRIPTS = 3;
const letters = (text: string): string => text.replaceAll(/\s+/g, '');

/** Every letter of both, in order, once for each script. */
const checkSameWords = async (browser: Browser): Promise<void> => {
  for (let at = 0; at < SCRIPTS; at++) {
    const facts = factsOf(at);
    await show(browser, facts);
    const printed = await browser.page.evaluate<string>('document.body.innerText');
    const enclosure = { name: 'a', mediaType: 'text/plain', relationship: 'Data', description: 'a' } as const;
    const drawn = await drawCertificate(facts, {
      seal: { room: 4_096 },
      enclosures: [{ ...enclosure, bytes: Buffer.from('a') }],
    });
    strictEqual(letters(printed), letters(textOf(readPdf(drawn))));
  }
};
