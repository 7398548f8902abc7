import { eq, sql } from 'drizzle-orm';
import type { IntensiveId } from '../../drizzle/ids.ts';
import { users } from '../../drizzle/schema.ts';
import { intensiveById } from '../../schema/intensives/queries.ts';
import { policyHash } from '../../schema/intensives/rules/policyHash.ts';
import { newSecret } from '../../schema/registrations/operations/secrets.ts';
import { publicSeats } from '../../schema/registrations/queries/seats.ts';
import { type Act, ask, idOf, LIVE, personAt, personOf, pick, rowAt } from './asking.ts';
import type { Stage } from './stage.ts';

const CODES = [...Array<undefined>(7).fill(undefined), 'HALF', 'GIFT', 'LESS', 'NOBODYS'];
const PAYER = {
  ...{ kind: 'ORGANIZATION', name: 'Example Agency', address: ['5 Office Way'], country: 'US' },
  email: 'billing@agency.example.org',
};

const slotAt = ({ slots }: Stage, n: number | undefined): IntensiveId => {
  const intensiveId = pick(slots, n);
  if (intensiveId === undefined) throw new Error('there are no events');
  return intensiveId;
};

const policyOf = async ({ db }: Stage, intensiveId: IntensiveId): Promise<string> => {
  const intensive = await intensiveById(db, intensiveId);
  return intensive === null ? '' : policyHash(intensive.policy);
};

/** What a buyer says of an event that most take as it is. */
const bought = async (stage: Stage, intensiveId: IntensiveId, n: readonly number[]) => ({
  ...{ intensiveId: idOf('Intensive', intensiveId), adult: true },
  policySha256: await policyOf(stage, intensiveId),
  code: pick(CODES, n[2]),
});

const register: Act = async (stage, n) => {
  const input = await bought(stage, slotAt(stage, n[1]), n);
  return ask(stage, { n: n[3], as: personAt(stage, n[0]), verb: 'registerForIntensive', input });
};

const registerGroup: Act = async (stage, n) => {
  const [first = 0, , , , way = 0, many = 0] = n;
  const invoiced = way < 0.7;
  const input = {
    ...(await bought(stage, slotAt(stage, n[1]), n)),
    ...{ payer: PAYER, places: 1 + Math.floor(many * 3), settlement: invoiced ? 'INVOICE' : 'CHECKOUT' },
    ...(invoiced && { inParts: way < 0.3 }),
  };
  return ask(stage, { n: n[3], as: personAt(stage, first), verb: 'registerForIntensive', input });
};

/** Most join where nothing is left. */
const joinWaitlist: Act = async (stage, n) => {
  const full = (await publicSeats(stage.db, stage.slots)).filter(({ left }) => left === 0);
  const intensiveId = (n[4] ?? 0) < 0.9 ? pick(full, n[1])?.intensiveId : slotAt(stage, n[1]);
  if (intensiveId === undefined) return;
  const input = { intensiveId: idOf('Intensive', intensiveId) };
  return ask(stage, { n: n[3], as: personAt(stage, n[0]), verb: 'joinWaitlist', input });
};

type Waiting = { userId: string; intensiveId: IntensiveId };

/** Of who waits, or of who is offered a seat. */
const waiting = (stage: Stage, n: number | undefined, offered: boolean) =>
  rowAt<Waiting>(
    stage,
    n,
    sql`select e.user_id as "userId", e.intensive_id as "intensiveId" from waitlist_entries e
      where e.ended_at is null and (not ${offered}::boolean or exists (
        select from waitlist_offers w where w.entry_id = e.id and w.answered_at is null)) order by e.id`,
  );

const leaveWaitlist: Act = async (stage, n) => {
  const row = await waiting(stage, n[0], (n[1] ?? 0) < 0.5);
  if (row === undefined) return;
  const input = { intensiveId: idOf('Intensive', row.intensiveId) };
  return ask(stage, { n: n[3], as: personOf(stage, row.userId), verb: 'leaveWaitlist', input });
};

const acceptOffer: Act = async (stage, n) => {
  const row = await rowAt<Waiting>(
    stage,
    n[0],
    sql`select h.user_id as "userId", h.intensive_id as "intensiveId" from holds h
      where h.kind = 'OFFER' and h.released_at is null and h.used_at is null order by h.id`,
  );
  if (row === undefined) return;
  const input = await bought(stage, row.intensiveId, n);
  return ask(stage, { n: n[3], as: personOf(stage, row.userId), verb: 'acceptWaitlistOffer', input });
};

type Place = { id: string; userId: string | null; buyer: string | null };

export const placeAt = (stage: Stage, n: number | undefined, states = LIVE) =>
  rowAt<Place>(
    stage,
    n,
    sql`select r.id, r.user_id as "userId", coalesce(r.user_id, h.user_id) as buyer from registrations r
      left join holds h on h.id = r.hold_id where r.state in ${states} order by r.id`,
  );

const cancelOwn: Act = async (stage, n) => {
  const place = await placeAt(stage, n[0]);
  if (place === undefined) return;
  const input = { registrationId: idOf('Registration', place.id) };
  return ask(stage, { n: n[3], as: personOf(stage, place.buyer), verb: 'cancelRegistration', input });
};

type Ordered = { id: string; placedBy: string };

const openOrder = (stage: Stage, n: number | undefined) =>
  rowAt<Ordered>(
    stage,
    n,
    sql`select id, placed_by as "placedBy" from orders where cancelled_at is null and settled_at is null order by id`,
  );

const cancelOrder: Act = async (stage, n) => {
  const order = await openOrder(stage, n[0]);
  if (order === undefined) return;
  const as = (n[1] ?? 0) < 0.5 ? personOf(stage, order.placedBy) : stage.organizer;
  return ask(stage, { n: n[3], as, verb: 'cancelOrder', input: { orderId: idOf('Order', order.id) } });
};

const payOrder: Act = async (stage, n) => {
  const order = await openOrder(stage, n[0]);
  if (order === undefined) return;
  const input = { orderId: idOf('Order', order.id) };
  return ask(stage, { n: n[3], as: personOf(stage, order.placedBy), verb: 'payOrder', input });
};

const extend: Act = async (stage, n) => {
  if ((n[1] ?? 0) < 0.4) {
    const row = await waiting(stage, n[0], true);
    const input = { intensiveId: idOf('Intensive', row?.intensiveId ?? '') };
    return row && ask(stage, { n: n[3], as: personOf(stage, row.userId), verb: 'extendHold', input });
  }
  const order = await openOrder(stage, n[0]);
  const input = { orderId: idOf('Order', order?.id ?? '') };
  return order && ask(stage, { n: n[3], as: personOf(stage, order.placedBy), verb: 'extendCheckout', input });
};

/** A place goes to another person: its link is made, and used by somebody. */
const giveAway: Act = async (stage, n) => {
  const place = await placeAt(stage, n[0], sql`('CONFIRMED')`);
  if (place !== undefined) return linkAndClaim(stage, place, n);
};

/** A place of a group that nobody has claimed goes to its person. */
const claim: Act = async (stage, n) => {
  const place = await rowAt<Place>(
    stage,
    n[0],
    sql`select r.id, null as "userId", h.user_id as buyer from registrations r join holds h on h.id = r.hold_id
      where r.user_id is null and r.state in ${LIVE} order by r.id`,
  );
  if (place !== undefined) return linkAndClaim(stage, place, n);
};

const linkAndClaim = async (stage: Stage, place: Place, n: readonly number[]) => {
  const input = { registrationId: idOf('Registration', place.id) };
  const asked = { n: n[3], as: personOf(stage, place.buyer), verb: 'makePlaceLink', input, fields: 'url' };
  const link = await ask(stage, asked);
  const secret = String(link?.payload.url ?? '')
    .split('/')
    .at(-1);
  if (secret === undefined || secret === '') return;
  // Two people try it at once.
  const claimants = [personAt(stage, n[1]), personAt(stage, n[2])].slice(0, (n[4] ?? 0) < 0.3 ? 2 : 1);
  return Promise.all(
    claimants.map((as, at) => ask(stage, { n: n[4 + at], as, verb: 'claimPlace', input: { secret, adult: true } })),
  );
};

const revokeLink: Act = async (stage, n) => {
  const place = await placeAt(stage, n[0]);
  const input = { registrationId: idOf('Registration', place?.id ?? '') };
  return place && ask(stage, { n: n[3], as: personOf(stage, place.buyer), verb: 'revokePlaceLink', input });
};

const moveDate: Act = async (stage, n) => {
  const place = await placeAt(stage, n[0], sql`('CONFIRMED')`);
  if (place === undefined) return;
  const as = (n[2] ?? 0) < 0.7 ? personOf(stage, place.buyer) : stage.organizer;
  const toIntensiveId = idOf('Intensive', slotAt(stage, n[1]));
  const input = { registrationId: idOf('Registration', place.id), toIntensiveId };
  return ask(stage, { n: n[3], as, verb: 'transferRegistration', input });
};

const byApplication = ({ slots }: Stage, n: number | undefined): IntensiveId =>
  ((n ?? 0) < 0.6 ? slots[3] : slots[5]) as IntensiveId;

const apply: Act = (stage, n) => {
  const input = { intensiveId: idOf('Intensive', byApplication(stage, n[1])), adult: true };
  return ask(stage, { n: n[3], as: personAt(stage, n[0]), verb: 'applyToIntensive', input });
};

/** An applicant invites somebody, who joins by the link of the mail. */
const pairUp: Act = async (stage, n) => {
  const first = await rowAt<{ id: string; userId: string }>(
    stage,
    n[0],
    sql`select r.id, r.user_id as "userId" from registrations r join intensives i on i.id = r.intensive_id
      where i.kind = 'COUPLES' and r.state = 'APPLIED' order by r.id`,
  );
  if (first === undefined) return;
  const second = personAt(stage, n[1]);
  const [account] = await stage.db.select({ email: users.email }).from(users).where(eq(users.id, second.userId));
  const input = { registrationId: idOf('Registration', first.id), email: account?.email };
  await ask(stage, { n: n[3], as: personOf(stage, first.userId), verb: 'invitePartner', input });
  const { secret, hash } = newSecret();
  await stage.db.execute(sql`update pairs set invite_hash = ${hash} where joined_at is null and ended_at is null
    and id = (select pair_id from registrations where id = ${first.id})`);
  return ask(stage, { n: n[4], as: second, verb: 'acceptPair', input: { secret, adult: true } });
};

export const BUYERS = {
  register,
  registerGroup,
  joinWaitlist,
  leaveWaitlist,
  acceptOffer,
  cancelOwn,
  cancelOrder,
  payOrder,
  extend,
  giveAway,
  claim,
  revokeLink,
  moveDate,
  apply,
  pairUp,
};
