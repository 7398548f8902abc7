import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { dateInWords, dayInWords } from '../../../certificates/words.ts';
import { expiryOf } from '../../../schema/issuance/rules/expiry.ts';
import { verdictOf } from '../../../schema/verification/operations/giveVerdicts.ts';
import { verifyPage } from '../../../server/verification/numberPage.ts';
import { TEST_CONFIG } from '../../support/app.ts';
import { readPdf, textOf } from '../../support/certificates/readPdf.ts';
import { issued } from '../../support/issued.ts';
import { type Desk, openDesk } from '../../support/verifyDesk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(() => desk.nextHour());

const CHECK = { exitUrl: TEST_CONFIG.exitUrl, publicUrl: TEST_CONFIG.publicUrl, now: new Date('2026-11-26T00:00:00Z') };
const american = (day: string): string => day.replace(/^(\d+) (\w+) (\d+)$/, '$2 $1, $3');
const rowOf = (page: string, term: string): string | undefined =>
  new RegExp(`<dt>${term}</dt><dd>([^<]*)</dd>`).exec(page)?.[1];

test.each([
  ['America/New_York', '2026-11-22T02:30:00Z', '21 November 2026'],
  ['America/New_York', '2026-11-22T23:30:00Z', '22 November 2026'],
  ['Pacific/Auckland', '2026-11-22T02:30:00Z', '22 November 2026'],
  ['Pacific/Auckland', '2026-11-22T23:30:00Z', '23 November 2026'],
  ['UTC', '2026-11-22T02:30:00Z', '22 November 2026'],
  ['UTC', '2026-11-22T23:30:00Z', '22 November 2026'],
])(
  'in %s, issued at %s: paper, report and page name one day of issue and one last day, pages in the American order',
  async (zone, at, day) => {
    const { expiresOn, expiresAt } = expiryOf('2026-09-30', 6, zone);
    const { number, id, ...held } = await issued(desk.world, {
      facts: { timeZone: zone, issuedAt: at, completedOn: '2026-09-30', expiresOn },
      row: { issuedAt: new Date(at), expiresAt },
    });
    const pdf = await desk.prepared({ number, id, ...held });
    const { db, vault } = desk.world;
    const page = verifyPage(CHECK, await verdictOf(db, vault, { number, now: desk.clock.now }));
    const report = await fetch(desk.url, {
      method: 'POST',
      headers: { 'content-type': 'application/pdf', accept: 'text/html' },
      body: new Uint8Array(pdf),
    }).then((answer) => answer.text());

    expect(dayInWords(at, zone)).toBe(day);
    const shown = american(day);
    expect([rowOf(page, 'Issued on'), rowOf(report, 'Issued on')]).toEqual([shown, shown]);
    expect([rowOf(page, 'Holds until'), rowOf(report, 'Valid until')]).toEqual(['March 30, 2027', 'March 30, 2027']);
    expect(report).toContain(`by Attune Sample Institute on ${day}`);
    expect(report).toContain('valid until 30 March 2027 (2027-03-30T23:59:59');
    const paper = textOf(readPdf(pdf));
    expect(paper).toContain(day);
    expect(paper).toContain(`Valid until ${dateInWords(expiresOn)}`);
  },
);
