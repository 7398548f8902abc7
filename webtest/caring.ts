import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, Data } from '../cli/demo/client.ts';
import { draft, publishDay } from '../cli/demo/intensive.ts';
import { inDatabase } from './database.ts';
import { clientOf } from './journey.ts';
import { owner } from './people.ts';
import { world } from './world.ts';

const DAY_MS = 86_400_000;
const LED_BY = 'Sam Example';
const INSTRUCTOR = 'sam@example.org';
const LIMITS =
  'In California a clinician must tell the authorities:\n\n- when a child, or an adult who depends on others, is harmed or neglected,\n- when somebody is in serious danger of being harmed.\n\nEverything else stays between you and the clinician.';

/** What the sample organization says of care. */
const CARE = {
  responsibleClinician: 'Sam Example, PhD, LMFT',
  country: 'US',
  law: 'California Health and Safety Code, sections 123100 to 123149.5',
  privacyNotice: 'https://institute.example.org/privacy',
  confidentialityLimits: LIMITS,
  processorReference: 'DPA 7',
  processorSignedOn: '2026-01-02',
  readers: 'Sam Example, PhD, and nobody else of the organization.',
  readWithinDays: 3,
};

/** The only mutation or query of a text, as somebody; a refusal ends the test. */
async function asked(client: Client, query: string, variables: object): Promise<Data> {
  const answer = await client.post('/graphql', { query, variables });
  const { data, errors } = (await answer.json()) as { data?: Data; errors?: unknown };
  assert.equal(errors, undefined, JSON.stringify(errors));
  const [root] = Object.values(data ?? {});
  assert.equal(root?.code, undefined, JSON.stringify(root));
  return root as Data;
}

async function organizationId(): Promise<string> {
  const { id } = await (await owner()).run('Approvals', { slug: world().course.course.organization });
  return String(id);
}

/** Says what must be said before people write; the instructor has an account. */
export async function openCare(): Promise<Client> {
  const { server, course } = world();
  const instructor = await clientOf(INSTRUCTOR);
  const { organization } = course.course;
  await server.operate(['user', 'grant', INSTRUCTOR, 'instructor', '--org', organization, '--by', 'the tests']);
  await (await owner()).run('SetCareSettings', { input: { organizationId: await organizationId(), ...CARE } });
  return instructor;
}

let events = 0;

/** A weekend for couples by application, of which the instructor is named. */
export async function weekend(): Promise<string> {
  const selling = await owner();
  events += 1;
  const { courseSlug: _, ...day } = draft(new Date(Date.now() + 60 * DAY_MS), undefined);
  const wanted = {
    ...{ ...day, kind: 'COUPLES', title: 'A weekend after betrayal', neutralName: 'Sample Studio workshop' },
    ...{ admission: 'APPLICATION', prices: [{ label: 'Free', amountMinor: 0, taxChoiceId: undefined }] },
    policy: { ...day.policy, transferUntil: null },
  };
  const where = { organizationId: (await organizationId()) as unknown as Data, slug: `weekend-${events}` };
  const intensiveId = String((await publishDay(selling, where, wanted as never)).id);
  await selling.run('NameInstructor', { input: { intensiveId, name: LED_BY, email: INSTRUCTOR } });
  return intensiveId;
}

const APPLY = `mutation ($input: ApplyToIntensiveInput!) { applyToIntensive(input: $input) {
  ... on ApplyToIntensivePayload { registration { id } } ... on Error { code message } } }`;
const INVITE = `mutation ($input: InvitePartnerInput!) { invitePartner(input: $input) {
  ... on InvitePartnerPayload { registration { id } } ... on Error { code message } } }`;
const ACCEPT = `mutation ($input: AcceptPairInput!) { acceptPair(input: $input) {
  ... on AcceptPairPayload { registration { id } } ... on Error { code message } } }`;

async function applyAndInvite(intensiveId: string, first: string, second: string): Promise<Data> {
  const one = await clientOf(first);
  const applied = await asked(one, APPLY, { input: { intensiveId, adult: true } });
  await asked(one, INVITE, { input: { registrationId: applied.registration?.id, email: second } });
  return applied;
}

/** One person applies and invites another, who has an account. Answers the code of the mail. */
export async function inviteTo(intensiveId: string, first: string, second: string): Promise<string> {
  await clientOf(second);
  const before = await secretsFor(second);
  await applyAndInvite(intensiveId, first, second);
  return newSecretFor(second, before);
}

/** Two people who both applied. Answers the paths of their places. */
export async function pairAt(intensiveId: string, first: string, second: string): Promise<[string, string]> {
  const other = await clientOf(second);
  const before = await secretsFor(second);
  const { registration } = await applyAndInvite(intensiveId, first, second);
  const input = { secret: await newSecretFor(second, before), adult: true };
  const { registration: joined } = await asked(other, ACCEPT, { input });
  return [registration, joined].map((place) => `/registrations/${encodeURIComponent(String(place?.id))}`) as [
    string,
    string,
  ];
}

/** The secrets of every invitation that was mailed to an address. */
async function secretsFor(email: string): Promise<string[]> {
  return (await mailsTo(email)).flatMap((mail) => /\/invitations\/([\w-]+)/.exec(mail)?.[1] ?? []);
}

/** The secret of an invitation that comes after those: the address may have had others. */
async function newSecretFor(email: string, before: readonly string[]): Promise<string> {
  for (let tries = 0; tries < 100; tries += 1) {
    const secret = (await secretsFor(email)).find((one) => !before.includes(one));
    if (secret !== undefined) return secret;
    await sleep(100);
  }
  throw new Error(`No invitation came for ${email}.`);
}

/** Every mail to an address, the oldest first, as it reads. */
export async function mailsTo(email: string): Promise<string[]> {
  const { outbox } = world().server;
  const names = (await readdir(outbox)).filter((name) => name.endsWith('.eml')).sort();
  const mails = await Promise.all(names.map((name) => readFile(join(outbox, name), 'utf8')));
  return mails
    .filter((mail) => mail.includes(email))
    .map((mail) => mail.replaceAll(/=\r?\n/g, '').replaceAll('=3D', '='));
}

/** Waits until every mail that was written is sent: one is written with what it tells of. */
export async function mailsSent(): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const [row] = await inDatabase(
      (sql) => sql`select count(*)::int as waiting from event_mails where sent_at is null and refused_at is null`,
    );
    if (row?.waiting === 0) return;
    await sleep(100);
  }
  throw new Error('Mails still wait.');
}

/** Opens what somebody sent, as the instructor does. */
export async function opens(instructor: Client, intensiveId: string, place: string): Promise<Data> {
  const registrationId = decodeURIComponent(place.split('/').at(-1) ?? '');
  return (await instructor.run('CareRecord', { id: intensiveId, registrationId })).careRecord as Data;
}

let plans = 0;

/** Free consultations, two on each of two days that no other call took. Answers the first of them. */
export async function consultations(): Promise<string> {
  plans += 1;
  const slots = {
    ...{ slug: `first-talk-${plans}`, title: 'A first talk after an affair', neutralName: 'Meeting', place: 'Online' },
    ...{ description: 'A quarter of an hour to see whether we fit.', link: 'https://rooms.example.org/1' },
    ...{ timeZone: 'America/New_York', policyText: 'Free of charge. Cancel whenever you like.' },
    instructor: { name: LED_BY, credentials: 'PhD, LMFT', disclosure: 'None', email: INSTRUCTOR },
    firstDay: new Date(Date.now() + (18 + 2 * plans) * DAY_MS).toISOString().slice(0, 10),
    ...{ days: 2, times: ['09:00', '09:15'] },
  };
  const input = { organizationId: await organizationId(), slots, publish: true };
  const { intensives } = await (await owner()).run('ScheduleConsultations', { input });
  return String(intensives?.[0]?.id);
}
