import type { OrganizationId, UserId } from '../../drizzle/ids.ts';
import { userAct } from '../../schema/act.ts';
import { readDraft } from '../../schema/intensives/graphql/draftInput.ts';
import { addIntensiveCode } from '../../schema/intensives/operations/codes.ts';
import { createIntensive } from '../../schema/intensives/operations/createIntensive.ts';
import { publishIntensive } from '../../schema/intensives/operations/publishIntensive.ts';
import { type Budget, CALL_TIME } from './calls.ts';
import { couplesDraft, TAX } from './intensives.ts';
import { globalId } from './quizPages.ts';
import { addIntensive, addMember, addOrganization } from './seatRows.ts';
import type { World } from './world.ts';

let made = 0;
const owned = async ({ db }: World): Promise<{ organizationId: OrganizationId; owner: UserId }> => {
  const organizationId = await addOrganization(db);
  return { organizationId, owner: await addMember(db, organizationId, 'OWNER') };
};
const scheduled = async (world: World) => {
  const { organizationId, owner } = await owned(world);
  return { organizationId, owner, intensiveId: await addIntensive(world.db, { organizationId }) };
};

const draft = couplesDraft(null);
const moved = { ...draft, segments: draft.segments.map((one) => ({ ...one, day: '2027-03-19' })) };
const read = readDraft.parse({
  ...draft,
  registrationOpensAt: new Date(draft.registrationOpensAt),
  registrationClosesAt: new Date(draft.registrationClosesAt),
});

const written = async (world: World, { published }: { published: boolean }) => {
  const { organizationId, owner } = await owned(world);
  made += 1;
  const act = userAct(owner, CALL_TIME);
  const facts = { organizationId, slug: `written-${made}`, draft: read, zoneData: '2026b' };
  const { intensiveId } = await createIntensive(world.db, act, facts);
  if (published) await publishIntensive(world.db, act, { intensiveId, revision: 1, acceptOverlaps: true });
  return { owner, intensiveId: globalId('Intensive', intensiveId) };
};

/** What writing an intensive may cost, beside what its payload reads. */
export const INTENSIVE_BUDGETS: readonly Budget[] = [
  {
    mutation: 'createIntensive',
    roundTrips: 14,
    call: async (world) => {
      const { organizationId, owner } = await owned(world);
      made += 1;
      const input = { slug: `budget-${made}`, draft: couplesDraft(null) };
      return { userId: owner, input: { ...input, organizationId: globalId('Organization', organizationId) } };
    },
  },
  {
    mutation: 'updateIntensive',
    roundTrips: 21,
    call: async (world) => {
      const { owner, intensiveId } = await written(world, { published: true });
      return { userId: owner, input: { intensiveId, revision: 1, draft: { ...draft, place: 'Elsewhere' } } };
    },
  },
  {
    mutation: 'rescheduleIntensive',
    roundTrips: 22,
    call: async (world) => {
      const { owner, intensiveId } = await written(world, { published: true });
      return { userId: owner, input: { intensiveId, revision: 1, draft: moved, answerBy: '2027-02-01T00:00:00.000Z' } };
    },
  },
  {
    mutation: 'publishIntensive',
    roundTrips: 13,
    call: async (world) => {
      const { owner, intensiveId } = await written(world, { published: false });
      return { userId: owner, input: { intensiveId, revision: 1 } };
    },
  },
  {
    mutation: 'removeIntensiveDraft',
    roundTrips: 7,
    call: async (world) => {
      const { owner, intensiveId } = await written(world, { published: false });
      return { userId: owner, input: { intensiveId, revision: 1 } };
    },
  },
  {
    mutation: 'chooseTax',
    roundTrips: 6,
    call: async (world) => {
      const { organizationId, owner } = await owned(world);
      return { userId: owner, input: { ...TAX, organizationId: globalId('Organization', organizationId) } };
    },
  },
  {
    mutation: 'addIntensiveCode',
    roundTrips: 7,
    call: async (world) => {
      const { owner, intensiveId } = await scheduled(world);
      return { userId: owner, input: { intensiveId: globalId('Intensive', intensiveId), code: 'SPRING', percent: 10 } };
    },
  },
  {
    mutation: 'removeIntensiveCode',
    roundTrips: 8,
    call: async (world) => {
      const { owner, intensiveId } = await scheduled(world);
      const code = { code: 'SPRING', percent: 10, amountMinor: null, mostUses: null, startsAt: null, endsAt: null };
      await addIntensiveCode(world.db, userAct(owner, CALL_TIME), { intensiveId, ...code });
      return { userId: owner, input: { intensiveId: globalId('Intensive', intensiveId), code: 'SPRING' } };
    },
  },
];
