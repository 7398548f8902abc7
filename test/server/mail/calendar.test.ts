import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { mailedFiles } from '../../../schema/registrations/rules/calendar/files.ts';
import { createMailer, type Mail } from '../../../server/mail/send.ts';
import { calendarFacts, MAIL_FROM, CALENDAR_NOW as now, parseCalendar } from '../../support/calendars.ts';
import { mimeParts } from '../../support/mime.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'attune-mail-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const TO = 'ana@example.org';
let outboxes = 0;
/** A mail as it lies in the outbox. */
const written = async (mail: Partial<Mail>): Promise<string> => {
  outboxes += 1;
  const outboxDir = join(dir, String(outboxes));
  await createMailer({ from: MAIL_FROM, outboxDir })({ to: TO, subject: 'Your place', text: 'Confirmed.\n', ...mail });
  const [name = ''] = await readdir(outboxDir);
  return readFile(join(outboxDir, name), 'latin1');
};
const files = (method: 'REQUEST' | 'CANCEL', changes = {}) =>
  mailedFiles(calendarFacts({ state: method === 'REQUEST' ? 'CONFIRMED' : 'CANCELLED', ...changes }), {
    ...{ now, mailFrom: MAIL_FROM, method, attendee: TO },
  });

test.each(['REQUEST', 'CANCEL'] as const)(
  'a mail of method %s carries a part for calendars, byte by byte',
  async (method) => {
    const title = `Reparación 心 ${'👩‍👩‍👧‍👦'.repeat(9)}`;
    const calendars = files(method, { title, days: calendarFacts().days.slice(0, 1) });
    const mail = await written({ calendars });
    const parts = mimeParts(mail);
    expect(parts.map(({ type }) => type.replace(/; name=.*/, ''))).toEqual([
      'text/plain; charset=utf-8',
      `text/calendar; charset=utf-8; method=${method}`,
      'application/ics',
    ]);
    for (const part of parts.slice(1)) expect(part.bytes.toString('utf8')).toBe(calendars[0]?.text);
    const read = parseCalendar(parts[1]?.bytes.toString('utf8') ?? '');
    expect([read.method, read.events[0]?.text('summary')]).toEqual([method, title]);
    expect(read.events[0]?.text('attendee')).toBe(`mailto:${TO}`);
    expect(parts[0]?.bytes.toString()).toBe('Confirmed.\r\n');
    for (const line of mail.split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
  },
);

test('the days of an intensive are parts of their own, under names that tell nothing', async () => {
  const calendars = files('REQUEST');
  const parts = mimeParts(await written({ calendars })).filter(({ type }) => type.startsWith('text/calendar'));
  expect(parts.map(({ type }) => /method=(\w+)/.exec(type)?.[1])).toEqual(['REQUEST', 'REQUEST', 'REQUEST']);
  expect(parts.map(({ bytes }) => bytes.toString('utf8'))).toEqual(calendars.map(({ text }) => text));
  const names = parts.map(({ headers }) => headers.get('content-disposition'));
  expect(names).toEqual([undefined, 'attachment; filename=calendar-2.ics', 'attachment; filename=calendar-3.ics']);
});

test('a mail without a calendar is a text and nothing more', async () => {
  for (const mail of [{}, { calendars: [] }]) {
    const parts = mimeParts(await written(mail));
    expect(parts.map(({ type }) => type)).toEqual(['text/plain; charset=utf-8']);
  }
});

test('nothing in a mail about a weekend for couples says what it is about', async () => {
  const facts = { kind: 'COUPLES', title: 'After the affair', neutralName: 'Weekend program', venue: 'Affair House' };
  const mail = await written({ calendars: files('REQUEST', facts) });
  const texts = mimeParts(mail).map(({ bytes, headers }) => `${[...headers].join()} ${bytes.toString('utf8')}`);
  expect(texts.join('\n').replaceAll('\r\n ', '')).not.toMatch(/affair/i);
});
