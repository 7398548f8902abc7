import { afterAll, beforeAll, expect, test } from '@jest/globals';
import postgres from 'postgres';
import * as tables from '../../drizzle/schema.ts';
import { returnedCheckout } from '../../schema/orders/queries/returned.ts';
import { RETURN_STATES } from '../../schema/orders/rules/returned.ts';
import { EVENT_TEXTS } from '../../schema/registrations/rules/mails.ts';
import { returnPage } from '../../server/stripe/returnPage.ts';
import { NEUTRAL, WORD } from '../support/discreet/draft.ts';
import { type House, openDiscreetHouse } from '../support/discreet/house.ts';
import { consultationStory, couplesStory, personalStory } from '../support/discreet/stories.ts';

let house: House;
let stories: {
  couples: Awaited<ReturnType<typeof couplesStory>>;
  personal: Awaited<ReturnType<typeof personalStory>>;
};
beforeAll(async () => {
  house = await openDiscreetHouse();
  const couples = await couplesStory(house);
  await consultationStory(house);
  stories = { couples, personal: await personalStory(house) };
}, 60_000);
afterAll(() => house.close());

const TELLS = new RegExp(`${WORD}|affair|couple|consult`, 'i');
const told = (text: string) => {
  const at = TELLS.exec(text)?.index;
  return at === undefined ? null : text.slice(Math.max(0, at - 80), at + 40);
};
/** What of these texts names an event, by what they are. */
const telling = (texts: Iterable<readonly [string, string]>) =>
  [...texts].flatMap(([what, text]) => (told(text) === null ? [] : [`${what}: ${told(text)}`]));

test('no page, file, mail or address names it', async () => {
  expect(house.left.size).toBeGreaterThan(40);
  const written = await house.db.select().from(tables.eventMails);
  const sent = new Set(written.flatMap(({ text, sentAt }) => (sentAt === null ? [] : [text])));
  // The words of every mail are another test's; here are their facts, files and headers.
  expect(EVENT_TEXTS.filter((text) => !sent.has(text)).toSorted()).toEqual([
    ...['ACCOMMODATION_ANSWERED', 'PAID_TOO_MUCH', 'PAID_TWICE', 'PAYMENT_OVERDUE', 'PAYMENT_TAKEN_BACK'],
    ...['PLACES_ASKED', 'PLACE_GIVEN_UP', 'WAITLIST_CLOSED', 'WAITLIST_PASSED'],
  ]);
  // A mailbox would enter it into a calendar that others read.
  const mails = [...house.left].filter(([what]) => what.startsWith('mail'));
  expect(mails.length).toBeGreaterThan(10);
  expect(mails.filter(([, text]) => /text\/calendar|BEGIN:VCALENDAR/i.test(text))).toEqual([]);
  expect(telling(house.left)).toEqual([]);
});

test('no document, and no table of money', async () => {
  const { db, owner } = house;
  const papers = await db.select().from(tables.invoices);
  const payerOf = new Map((await db.select().from(tables.orders)).map((order) => [order.id, order]));
  expect(new Set(papers.map(({ series }) => series))).toEqual(new Set(['INVOICE', 'CREDIT_NOTE']));
  const texts: [string, string][] = [];
  for (const { orderId, label } of papers) {
    const { placedBy, payerKind } = payerOf.get(orderId) ?? {};
    const path = `/orders/${orderId}/${label}.pdf`;
    // Members open what names no person.
    if (payerKind === 'PERSON') await expect(house.read(path, { as: owner })).rejects.toThrow('403');
    texts.push([label, await house.read(path, { as: payerKind === 'PERSON' ? placedBy : owner })]);
  }
  for (const [, text] of texts) expect(text).toContain(NEUTRAL);
  const year = house.desk.clock().getUTCFullYear();
  const table = `/organizations/sample-institute/money.csv?from=${year}-01-01&to=${year}-12-31`;
  const money = await house.read(table, { as: owner });
  expect(money).toMatch(/Payer [2-9A-Z]{4}/);
  expect(money).toContain(NEUTRAL);
  expect(telling([...texts, ['money', money], ...house.left])).toEqual([]);
});

test('nothing that Stripe is sent, evidence for a bank included', () => {
  const seen = house.fake.seen.map(
    ({ method, path, form }) => [`${method} ${path}`, decodeURIComponent(form)] as const,
  );
  expect(seen.some(([what]) => what.startsWith('POST /v1/disputes/'))).toBe(true);
  expect(seen.some(([, form]) => form.includes('statement_descriptor_suffix'))).toBe(true);
  expect(telling(seen)).toEqual([]);
  const { sessions, intents, coupons, refunds, disputes } = house.fake.state;
  const kept = Object.entries({ sessions, intents, coupons, refunds, disputes });
  for (const [, objects] of kept) expect(objects.size).toBeGreaterThan(0);
  expect(telling(kept.map(([what, objects]) => [what, JSON.stringify([...objects.values()])] as const))).toEqual([]);
});

test('no state of the page to which Stripe sends people back', async () => {
  const { sessionId, late } = stories.personal;
  const found = await returnedCheckout(house.db, { sessionId, userId: late });
  if (found === null) throw new Error('the checkout is unknown');
  const now = house.desk.clock();
  const pages = RETURN_STATES.map((came) => [came, returnPage({ ...found, came, now, reloads: true })] as const);
  for (const [, text] of pages) expect(text).toContain(NEUTRAL);
  expect(telling(pages)).toEqual([]);
});

test('no line of the log', () => {
  expect(house.app.logLines.length).toBeGreaterThan(50);
  expect(
    telling(
      [...house.app.logLines, ...house.desk.logged.map((one) => JSON.stringify(one))].map((line) => [
        line.slice(0, 60),
        line,
      ]),
    ),
  ).toEqual([]);
});

/** Where the organizer's own words stand. Of these, only signed-in pages and the public page of the event are made. */
const WRITTEN = {
  intensives: ['title', 'slug', 'description', 'place', 'venue', 'link', 'policy', 'cancellation_reason'],
  intensive_segments: ['title', 'topics'],
  intensive_instructors: ['name', 'credentials', 'disclosure'],
  intensive_prices: ['label'],
  intensive_codes: ['code'],
  intensive_changes: ['says'],
  // The policy as accepted, and what a member said of a refund, of a payment taken back, or of an act.
  orders: ['policy'],
  refunds: ['reason'],
  payments: ['evidence'],
  audit_events: ['reason'],
};

test('no row of which anything else is made: mails, documents, lines, jobs', async () => {
  const owner = postgres(house.desk.ownerUrl, { max: 1 });
  const all = await owner<{ name: string }[]>`select c.oid::regclass::text as name from pg_class c
    where c.relnamespace in ('public'::regnamespace, 'pgboss'::regnamespace) and c.relkind in ('r', 'p')`;
  const found: string[] = [];
  for (const { name } of all) {
    const cells = await owner.unsafe(`select distinct k.key from ${name} t, jsonb_each_text(to_jsonb(t)) k
      where k.value ~* '${WORD}'`);
    found.push(...cells.map(({ key }) => `${name}.${key}`));
  }
  await owner.end();
  expect(all.length).toBeGreaterThan(100);
  const written = Object.entries(WRITTEN).flatMap(([table, columns]) => columns.map((column) => `${table}.${column}`));
  expect(found.toSorted()).toEqual(written.toSorted());
});

const EVENT = 'query ($id: ID!) { node(id: $id) { ... on Intensive { title venue link changes { says } } } }';
test('the public page has the title; what registered people are told, it has not', async () => {
  const { event, orderId, place, one } = stories.couples;
  for (const as of [null, await house.person()]) {
    expect((await house.graphql(as, EVENT, { id: event.id })).node).toMatchObject({
      ...{ title: event.draft.title, venue: null, link: null, changes: [] },
    });
    const other = 'query ($id: ID!) { node(id: $id) { __typename } }';
    for (const id of [orderId, place]) expect((await house.graphql(as, other, { id })).node).toBeNull();
  }
  const own = await house.graphql(one, 'query ($id: ID!) { node(id: $id) { ... on Order { soldAs } } }', {
    id: orderId,
  });
  expect(own.node).toEqual({ soldAs: NEUTRAL });
});
