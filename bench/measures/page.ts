import { isDeepStrictEqual } from 'node:util';
import { eq } from 'drizzle-orm';
import { intensiveInstructors, intensiveSegments, intensives } from '../../drizzle/schema.ts';
import { POLICY } from '../../test/support/orderRows.ts';
import { addIntensive } from '../../test/support/seatRows.ts';
import type { Cores } from '../cores.ts';
import { type Call, press } from '../load.ts';
import { graphqlHeaders, type Server, startServer } from '../peers.ts';
import { type Beside, beside, costOf, type Turn } from '../sales/costs.ts';
import { addBuyers, type Shop } from '../sales/shop.ts';

export type PageResult = Beside & { rounds: number };

/** What a front end shows of an event to whoever may register. */
const QUERY = `query ($slug: String!) { intensive(slug: $slug) {
  id slug kind title statementShows description place timeZone admission capacity seatsLeft startsAt endsAt
  registrationOpensAt registrationClosesAt
  agenda { title kind day wallTime timeZone startsAt minutes instructors { name } }
  instructors { name credentials disclosure }
  prices { label amount { amountMinor words } standing }
  organization { slug legalName }
  price { label amount { amountMinor words } standing }
  policy { text refunds { percent words endsAt } transfers sha256 } } }`;
const EVENTS = 20;
const READERS = 100;

type Options = { rounds: number; seconds: number; cores: Cores; profileDir?: string | undefined };

/** The public page of some events, read by signed-in people, at Attune and at a hand-written handler in turns. */
export const measurePage = async (shop: Shop, { rounds, seconds, cores, profileDir }: Options): Promise<PageResult> => {
  const calls = await callsOf(shop);
  const attune = await startServer('product.ts', shop, cores, profileDir);
  const byHand = await startServer('pageByHand.ts', shop, cores);
  try {
    await expectSame(attune, byHand, calls);
    const turns: Turn[] = [];
    const read = (server: Server) =>
      costOf(shop, [server], async () => (await press(server.client, calls, seconds)).requests);
    for (let turn = -1; turn < rounds; turn++) {
      const one = { attune: await read(attune), byHand: await read(byHand) };
      if (turn >= 0) turns.push(one);
    }
    return { rounds, ...beside(turns) };
  } finally {
    await Promise.all([attune.stop(), byHand.stop()]);
  }
};

const callsOf = async (shop: Shop): Promise<Call[]> => {
  const slugs: string[] = [];
  for (let event = 0; event < EVENTS; event++) slugs.push(await addEvent(shop));
  const readers = await addBuyers(shop, READERS);
  await shop.owner`vacuum analyze`;
  return readers.map(({ cookie }, at) => ({
    path: '/graphql',
    headers: graphqlHeaders(cookie),
    body: JSON.stringify({ query: QUERY, variables: { slug: slugs[at % EVENTS] } }),
  }));
};

/** A day with two parts beside the first, and somebody who teaches. */
const addEvent = async ({ pool: { db }, organizationId }: Shop): Promise<string> => {
  const id = await addIntensive(db, { organizationId, priceMinor: 10_000, policy: POLICY });
  const person = { name: 'Robin Example', credentials: 'PhD', disclosure: 'No interests to disclose.' };
  const [teacher] = await db
    .insert(intensiveInstructors)
    .values({ intensiveId: id, position: 1, ...person })
    .returning();
  const [first] = await db.select().from(intensiveSegments).where(eq(intensiveSegments.intensiveId, id));
  if (first === undefined || teacher === undefined) throw new Error('the event has no part');
  const { id: _id, ...part } = first;
  await db
    .insert(intensiveSegments)
    .values([2, 3].map((position) => ({ ...part, position, title: `Part ${position}`, instructorIds: [teacher.id] })));
  const [event] = await db.select().from(intensives).where(eq(intensives.id, id));
  return event?.slug ?? '';
};

const expectSame = async (attune: Server, byHand: Server, calls: readonly Call[]) => {
  for (const call of calls) {
    const [one, other] = [await attune.client.send(call), await byHand.client.send(call)];
    if (!isDeepStrictEqual(JSON.parse(one.text), JSON.parse(other.text)) || !one.text.includes('"agenda":[{'))
      throw new Error(`the pages differ:\n${one.text}\n${other.text}`);
  }
};
