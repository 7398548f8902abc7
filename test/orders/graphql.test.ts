import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { profiles, users } from '../../drizzle/schema.ts';
import { cancelIntensiveJob } from '../../schema/orders/operations/cancelIntensive.ts';
import { type Events, NOW, openEvents, publishedIntensive, trainingDraft } from '../support/intensives.ts';
import { member } from '../support/issued.ts';
import { globalId } from '../support/quizPages.ts';
import { newLearner } from '../support/world.ts';

let events: Events;
let tax: string;
beforeAll(async () => {
  events = await openEvents();
  tax = await events.tax();
});
afterAll(() => events.world.close());

/** JSON, as deep as one looks. */
interface Any {
  [key: string]: Any | undefined;
  [at: number]: Any | undefined;
}
/** One mutation, answered as it is. */
const run = async (as: UserId | null, name: string, input: object, fields: string, now = NOW): Promise<Any> => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const source = `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
    ... on Error { code message } ... on ${type}Payload { ${fields} } } }`;
  return (await events.ask(as, source, { input }, now)).data[name] as Any;
};
const read = async (as: UserId | null, source: string, variables = {}): Promise<Any> =>
  (await events.ask(as, source, variables)).data as Any;

let slugs = 0;
const event = async (changes: object = {}) => {
  slugs += 1;
  const draft = trainingDraft(tax, { invoiceDays: 14, ...changes });
  const { id, slug } = await publishedIntensive(events, `money-${slugs}`, draft);
  const page = await read(null, 'query ($slug: String!) { intensive(slug: $slug) { policy { sha256 } } }', { slug });
  return { id, slug, policySha256: String(page.intensive?.policy?.sha256) };
};
const PAYER = {
  ...{ kind: 'ORGANIZATION', name: 'Example Agency', address: ['5 Office Way', 'Exampletown'], country: 'US' },
  ...{ email: 'billing@agency.example.org', purchaseOrder: 'PO-77' },
};
const ORDER = `order { id state soldAs settlement total { words } paid { amountMinor } due { amountMinor } left { amountMinor }
  refunded { amountMinor } refunding { amountMinor } taxWords payer { kind name purchaseOrder email }
  places { registrationId state claimed claimedBy total { amountMinor } cancellation { rule percent refund { words } } }
  installments { dueOn amount { words } } payments { id method evidence amount { amountMinor } undoesId }
  refunds { id state cause amount { words } } documents { label url total { words } isCreditNote } disputes { id } policy { sha256 } }`;

const invoiced = async (as: UserId, changes: object = {}) => {
  const { id: intensiveId, slug, policySha256 } = await event();
  const input = { intensiveId, policySha256, adult: true, settlement: 'INVOICE', payer: PAYER, ...changes };
  const done = await run(as, 'registerForIntensive', input, `${ORDER} payment { url } registrations { id state }`);
  return { intensiveId, slug, policySha256, done, order: done.order as Any };
};
const record = (as: UserId, order: Any, amountMinor: number, paidMinor = 0, now = NOW) => {
  const money = { method: 'BANK_TRANSFER', amountMinor, evidence: 'Line 12', receivedAt: '2027-01-04T10:00:00.000Z' };
  return run(as, 'recordPayment', { orderId: order.id, ...money, paidMinor }, ORDER, now);
};
const person = async (name: string): Promise<UserId> => {
  const userId = await newLearner(events.world.db);
  await events.world.db
    .insert(profiles)
    .values({ userId, legalName: name, createdAt: NOW, updatedAt: NOW })
    .onConflictDoUpdate({ target: profiles.userId, set: { legalName: name } });
  return userId;
};

test('nobody without a session orders, or reads orders', async () => {
  const { intensiveId, policySha256 } = await invoiced(await person('Robin Example'));
  await expect(
    run(null, 'registerForIntensive', { intensiveId, policySha256, adult: true }, '__typename'),
  ).rejects.toThrow('You are not signed in.');
  await expect(read(null, '{ viewer { orders { nodes { id } } } }')).rejects.toThrow('You are not signed in.');
});

test('amounts never come from a client', async () => {
  const source =
    'mutation { registerForIntensive(input: { intensiveId: "x", policySha256: "x", adult: true, priceMinor: 1 }) { __typename } }';
  await expect(events.ask(events.owner, source)).rejects.toThrow('priceMinor');
  for (const field of ['amountMinor: 1', 'currency: "EUR"', 'quantity: 1', 'discountMinor: 5'])
    await expect(events.ask(events.owner, source.replace('priceMinor: 1', field))).rejects.toThrow('unknown field');
  const { id: intensiveId, policySha256 } = await event();
  const input = { intensiveId, policySha256, adult: true, settlement: 'INVOICE', payer: PAYER };
  for (const places of [0, -1, 51, 1_000_000_000])
    expect(await run(events.owner, 'registerForIntensive', { ...input, places }, '__typename')).toMatchObject({
      code: 'INVALID_INPUT',
    });
});

test('without keys a paid place is refused clearly, and a free event needs no order', async () => {
  const { id: intensiveId, policySha256 } = await event();
  const robin = await person('Robin Example');
  const input = { intensiveId, policySha256, adult: true };
  expect(await run(robin, 'registerForIntensive', input, '__typename')).toMatchObject({ code: 'PAYMENTS_UNAVAILABLE' });
  slugs += 1;
  const { id } = await publishedIntensive(events, `free-${slugs}`, trainingDraft(null));
  const free = { intensiveId: id, policySha256, adult: true };
  const done = await run(robin, 'registerForIntensive', free, 'order { id } payment { url } registrations { state }');
  expect(done).toMatchObject({ order: null, payment: null, registrations: [{ state: 'CONFIRMED' }] });
});

test('a group on invoice: placed, paid by bank, claimed by link; its payer sees places, names and money only', async () => {
  const [buyer, guest] = [await person('Buyer Example'), await person('Guest Example')];
  const { done, order, intensiveId } = await invoiced(buyer, { places: 2 });
  expect(done).toMatchObject({ __typename: 'RegisterForIntensivePayload', payment: null });
  expect(order).toMatchObject({
    ...{ state: 'UNPAID', settlement: 'INVOICE', soldAs: 'Rebuilding trust, live', total: { words: 'USD 400.00' } },
    ...{ due: { amountMinor: 40_000 }, taxWords: 'Exempt under Example Code, section 1.', disputes: [] },
    payer: { kind: 'ORGANIZATION', name: 'Example Agency', purchaseOrder: 'PO-77' },
    installments: [{ dueOn: '2027-01-18', amount: { words: 'USD 400.00' } }],
    documents: [{ label: 'INV-000002', isCreditNote: false }],
  });
  const paid = await record(events.owner, order, 40_000);
  expect(paid.order).toMatchObject({ state: 'PAID', payments: [{ evidence: 'Line 12' }] });
  const first = order.places?.[0];
  const link = await run(buyer, 'makePlaceLink', { registrationId: first?.registrationId }, 'url');
  const secret = String(link.url).split('/').at(-1);
  expect(await run(guest, 'claimPlace', { secret, adult: true }, 'registration { state link }')).toMatchObject({
    registration: { state: 'CONFIRMED', link: 'https://rooms.example.org/secret-room' },
  });
  const mine = await read(buyer, `{ viewer { orders { nodes { ${ORDER.slice('order { '.length, -2)} } } } }`);
  expect(mine.viewer?.orders?.nodes).toMatchObject([
    {
      places: [
        { state: 'CONFIRMED', claimed: true, claimedBy: 'Guest Example' },
        { state: 'CONFIRMED', claimed: false, claimedBy: null },
      ],
      // How the organization knows of the money is its own.
      payments: [{ evidence: null, amount: { amountMinor: 40_000 } }],
    },
  ]);
  // The guest has a place and no order; what a place gives back is shown to whoever paid.
  expect(await read(guest, `query ($id: ID!) { node(id: $id) { id } }`, { id: order.id })).toEqual({ node: null });
  const theirs = await read(
    guest,
    '{ viewer { orders { nodes { id } } registrations { nodes { cancellation { percent refund { words } } } } } }',
  );
  expect(theirs.viewer).toMatchObject({
    orders: { nodes: [] },
    registrations: { nodes: [{ cancellation: { percent: 100, refund: null } }] },
  });
  // A registration of the guest is nothing that the buyer can open.
  expect(await read(buyer, `query ($id: ID!) { node(id: $id) { id } }`, { id: first?.registrationId })).toEqual({
    node: null,
  });
  const seats = 'query ($id: ID!) { node(id: $id) { ... on Intensive { registrations { nodes { orderId } } } } }';
  const instructor = await member(events.world, 'INSTRUCTOR', events.organizationId);
  const orderIds = async (as: UserId) => JSON.stringify((await read(as, seats, { id: intensiveId })).node);
  expect(await orderIds(events.owner)).toContain(`{"orderId":"${order.id}"},{"orderId":"${order.id}"}`);
  expect(await orderIds(instructor)).toContain('{"orderId":null},{"orderId":null}');
  const list = `query ($id: ID!) { node(id: $id) { ... on Intensive { orders { nodes { id state payer { name } places { claimedBy } } }
    money { currency received { words } unexplained { words } } } } }`;
  expect((await read(events.owner, list, { id: intensiveId })).node).toMatchObject({
    orders: { nodes: [{ id: order.id, payer: { name: 'Example Agency' } }] },
    money: [{ currency: 'USD', received: { words: 'USD 400.00' }, unexplained: { words: 'USD 0.00' } }],
  });
  for (const role of ['INSTRUCTOR', 'AUDITOR'] as const)
    await expect(
      read(await member(events.world, role, events.organizationId), list, { id: intensiveId }),
    ).rejects.toThrow('Only an owner or an organizer of the organization may read its orders');
  await expect(read(guest, list, { id: intensiveId })).rejects.toThrow('The event was not found');
});

test('a preview says what comes back and by which rule; canceling does that', async () => {
  const robin = await person('Robin Example');
  const { order } = await invoiced(robin);
  await record(events.owner, order, 20_000);
  const place = order.places?.[0];
  const id = place?.registrationId;
  const ask =
    'query ($id: ID!) { node(id: $id) { ... on Registration { cancellation { percent rule until refund { words } } } } }';
  expect((await read(robin, ask, { id })).node?.cancellation).toEqual({
    ...{ percent: 100, refund: { words: 'USD 200.00' }, until: '2027-02-27T08:00:00.000Z' },
    rule: 'The policy gives 100 % back until the end of the day that is 14 calendar days before the start (America/Los_Angeles).',
  });
  const stranger = await person('Stranger Example');
  expect(await run(stranger, 'cancelRegistration', { registrationId: id }, '__typename')).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await run(robin, 'cancelRegistration', { registrationId: id }, 'registration { state }')).toMatchObject({
    registration: { state: 'CANCELLED' },
  });
  const again = await read(
    robin,
    `query ($id: ID!) { node(id: $id) { ... on Order { state cancelledAt refunds { id state amount { words } } } } }`,
    { id: order.id },
  );
  expect(again.node).toMatchObject({
    state: 'REFUND_REQUESTED',
    refunds: [{ state: 'TO_CONFIRM', amount: { words: 'USD 200.00' } }],
  });
  const refund = again.node?.refunds?.[0];
  const sent = { refundId: refund?.id, sent: true, reason: 'Transfer 77' };
  expect(await run(robin, 'confirmRefund', sent, '__typename')).toMatchObject({ code: 'NOT_FOUND' });
  expect((await run(events.owner, 'confirmRefund', sent, ORDER)).order).toMatchObject({
    ...{
      state: 'REFUNDED',
      documents: [{ isCreditNote: false }, { isCreditNote: true, label: expect.stringMatching(/^CN-/) }],
    },
  });
});

describe('what members do with money', () => {
  test('refund, record and undo, each once, and each with its answer', async () => {
    const robin = await person('Robin Example');
    const { order } = await invoiced(robin);
    const once = await record(events.owner, order, 20_000);
    expect(await record(events.owner, order, 20_000)).toMatchObject({ code: 'MONEY_CHANGED' });
    const place = order.places?.[0];
    const refund = {
      registrationId: place?.registrationId,
      amountMinor: 2_000,
      leftMinor: 20_000,
      reason: 'As agreed.',
    };
    expect(await run(robin, 'refundRegistration', refund, '__typename')).toMatchObject({ code: 'NOT_FOUND' });
    expect((await run(events.owner, 'refundRegistration', refund, ORDER)).order).toMatchObject({
      ...{ refunding: { amountMinor: 2_000 }, left: { amountMinor: 18_000 }, places: [{ state: 'CONFIRMED' }] },
    });
    expect(await run(events.owner, 'refundRegistration', refund, '__typename')).toMatchObject({
      code: 'MONEY_CHANGED',
    });
    const payment = once.order?.payments?.[0];
    const wrong = { paymentId: payment?.id, reason: 'Another order was meant.' };
    expect((await run(events.owner, 'undoPayment', wrong, ORDER)).order).toMatchObject({
      ...{ state: 'UNPAID', payments: [{}, { undoesId: payment?.id, amount: { amountMinor: -20_000 } }] },
    });
  });

  test('a place moves to another date of the same kind', async () => {
    const robin = await person('Robin Example');
    const { order } = await invoiced(robin);
    await record(events.owner, order, 20_000);
    const place = order.places?.[0];
    const { id: toIntensiveId } = await event();
    const moved = await run(
      robin,
      'transferRegistration',
      { registrationId: place?.registrationId, toIntensiveId },
      'registration { state intensive { id } }',
    );
    expect(moved).toMatchObject({ registration: { state: 'CONFIRMED', intensive: { id: toIntensiveId } } });
  });

  test('a canceled event ends with everything back, and shows how far it has come', async () => {
    const robin = await person('Robin Example');
    const { order, intensiveId } = await invoiced(robin);
    await record(events.owner, order, 20_000);
    const input = { intensiveId, reason: 'The room burned down.' };
    expect(await run(robin, 'cancelIntensive', input, '__typename')).toMatchObject({ code: 'NOT_FOUND' });
    await run(events.owner, 'cancelIntensive', input, 'intensive { cancelledAt }');
    const ask =
      'query ($id: ID!) { node(id: $id) { ... on Intensive { cancellationProgress { ended left refunds failed refunding { words } } } } }';
    expect((await read(events.owner, ask, { id: intensiveId })).node?.cancellationProgress).toMatchObject({
      ended: 0,
      left: 1,
    });
    const key = Buffer.from(intensiveId, 'base64').toString().split(':')[1] as never;
    await cancelIntensiveJob.run({ db: events.world.db, stripe: null, clock: () => NOW }, { intensiveId: key });
    expect((await read(events.owner, ask, { id: intensiveId })).node?.cancellationProgress).toEqual({
      ...{ ended: 1, left: 0, refunds: 1, failed: 0, refunding: { words: 'USD 200.00' } },
    });
  });

  test('a scholarship is granted by address and shown to its person alone', async () => {
    const robin = await person('Robin Example');
    const [user] = await events.world.db.select().from(users).where(eq(users.id, robin));
    const prices = [
      ...trainingDraft(tax).prices,
      { label: 'Grant', kind: 'SCHOLARSHIP', amountMinor: 5_000, places: 2, taxChoiceId: tax },
    ];
    const { id: intensiveId, policySha256 } = await event({ prices });
    const grant = { intensiveId, email: user?.email, label: 'Grant' };
    await run(events.owner, 'grantScholarship', grant, 'intensive { scholarships { label email } }');
    const ask = 'query ($id: ID!) { node(id: $id) { ... on Intensive { grantedPrice { words } } } }';
    expect((await read(robin, ask, { id: intensiveId })).node).toEqual({ grantedPrice: { words: 'USD 50.00' } });
    expect((await read(await person('Other Example'), ask, { id: intensiveId })).node).toEqual({ grantedPrice: null });
    const input = { intensiveId, policySha256, adult: true, settlement: 'INVOICE', payer: PAYER };
    expect(await run(robin, 'registerForIntensive', input, ORDER)).toMatchObject({
      order: { total: { words: 'USD 50.00' } },
    });
  });

  test('a report of a period, which no stranger reads', async () => {
    const ask = `query ($id: ID!) { node(id: $id) { ... on Organization { moneyReport(from: "2026-01-01", to: "2026-12-31") {
      currency net { words } unexplained { words } } } } }`;
    const id = globalId('Organization', events.organizationId);
    expect((await read(events.owner, ask, { id })).node).toEqual({ moneyReport: [] });
    await expect(read(await person('Robin Example'), ask, { id })).rejects.toThrow('The organization was not found');
    await expect(read(events.owner, ask.replace('2026-12-31', '2027-12-31'), { id })).rejects.toThrow('a year after');
  });
});
