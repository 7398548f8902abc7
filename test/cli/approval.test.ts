import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { auditEvents, memberships, users } from '../../drizzle/schema.ts';
import { changeApprovalState } from '../../schema/accreditation/operations/changeApprovalState.ts';
import { userAct } from '../../schema/act.ts';
import { openCommandLine } from '../support/commandLine.ts';
import {
  freshBody,
  keyOf,
  LETTER,
  LETTER_SHA256,
  loadSamples,
  NOW,
  ownerWithLetter,
  record,
} from '../support/granting.ts';
import { appUrlOf } from '../support/owner.ts';
import { globalId } from '../support/quizPages.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let env: Record<string, string>;
let home: string;
const by = ['--by', 'Kim Example'];
const commandLine = openCommandLine();
const attune = (...line: string[]) => commandLine.run(line, env);

beforeAll(async () => {
  world = await openWorld();
  await loadSamples(world);
  home = await mkdtemp(join(tmpdir(), 'attune-approval-'));
  env = { DATABASE_URL: await appUrlOf(world.db), MIGRATION_DATABASE_URL: world.ownerUrl, DATA_DIR: home };
});
afterAll(async () => {
  await commandLine.close();
  await world.close();
  await rm(home, { recursive: true });
});

test('the operator lists, confirms and refuses', async () => {
  expect((await attune('approval', 'list')).out).toContain('No approval is recorded.');
  const owner = await ownerWithLetter(world);
  const { approval } = await record(world, owner);
  const id = keyOf(approval.id);
  expect((await attune('approval', 'list', '--org', 'sample-institute')).out).toMatch(
    new RegExp(`${id} {2}NOT CONFIRMED[\\s\\S]*sample-body, PROVIDER, number 1975[\\s\\S]*SHA-256 [0-9a-f]{64}`),
  );
  expect(await attune('approval', 'confirm', id)).toMatchObject({ code: 2 });
  expect(await attune('approval', 'confirm', id, ...by)).toMatchObject({ code: 0 });
  expect((await attune('approval', 'confirm', id, ...by)).out).toContain('was confirmed already');
  const [confirmed] = await world.db.select().from(auditEvents).where(eq(auditEvents.verb, 'APPROVAL_CONFIRMED'));
  expect(confirmed).toMatchObject({ actor: 'operator', actorName: 'Kim Example', objectId: id });
  expect((await attune('approval', 'list')).out).toContain(`${id}  confirmed  in force`);
  expect(await attune('approval', 'refuse', id, '--reason', 'Too late for that.', ...by)).toMatchObject({ code: 1 });
  expect(await attune('approval', 'confirm', 'nonsense', ...by)).toMatchObject({ code: 1 });
  const { approval: wrong } = await record(world, owner, { accreditor: await freshBody(world) });
  const refused = await attune('approval', 'refuse', keyOf(wrong.id), '--reason', 'The number differs.', ...by);
  expect(refused.out).toContain('is refused');
  expect((await attune('approval', 'list')).out).toContain('refused: it was never in force');
  expect((await attune('approval', 'confirm', keyOf(wrong.id), ...by)).err).toContain(
    'refused the approval, so it was never',
  );
  const suspended = { state: 'SUSPENDED', from: '2026-12-01', reason: 'The body wrote to us.' } as const;
  await changeApprovalState(world.db, userAct(owner, NOW), { approvalId: id, ...suspended });
  const waits = `SUSPENDED from 2026-12-01: stated by an owner (The body wrote to us.), NOT COMPARED with a letter`;
  expect((await attune('approval', 'list')).out).toContain(waits);
  expect(await attune('approval', 'confirm', id, ...by)).toMatchObject({ code: 0 });
  expect((await attune('approval', 'list')).out).not.toContain('NOT COMPARED');
});

test('the operator saves the letter, by the id of the command line or of the API, and the reading is recorded', async () => {
  const { approval } = await record(world, await ownerWithLetter(world), { accreditor: await freshBody(world) });
  const file = join(home, 'letter.pdf');
  const saved = await attune('approval', 'letter', approval.id, file);
  expect(saved.out).toContain(`SHA-256 ${LETTER_SHA256}`);
  expect(await readFile(file)).toEqual(LETTER);
  expect((await attune('approval', 'letter', keyOf(approval.id), file)).err).toContain('exists already');
  const readings = await world.db.select().from(auditEvents).where(eq(auditEvents.verb, 'APPROVAL_LETTER_READ'));
  expect(readings.map(({ actor, objectId, details }) => ({ actor, objectId, details }))).toEqual(
    Array(2).fill({ actor: 'operator', objectId: keyOf(approval.id), details: { letterSha256: LETTER_SHA256 } }),
  );
  expect((await attune('approval', 'confirm', approval.id, ...by)).out).toContain('is confirmed');
});

test('messages of a command line name what was typed, and nobody’s session', async () => {
  for (const command of ['confirm', 'letter']) {
    const line = [
      'approval',
      command,
      ...(command === 'letter' ? ['ignored', join(home, 'none.pdf')] : ['ignored', ...by]),
    ];
    expect((await attune(...line)).err).toContain(
      '"ignored" is not the id of an approval. `attune approval list` prints',
    );
  }
  for (const line of [
    ['approval', 'confirm', randomUUID(), ...by],
    ['approval', 'letter', globalId('Approval', randomUUID()), join(home, 'none.pdf')],
    ['approval', 'refuse', randomUUID(), '--reason', 'The number differs.', ...by],
  ]) {
    const { code, err } = await attune(...line);
    expect(code).toBe(1);
    expect(err).toMatch(/was not found\. Check what you typed\./);
    expect(err).not.toContain('signed in');
  }
});

test('a sample is made outside production only', async () => {
  const sample = [
    'approval',
    'sample',
    'sample-body',
    '--org',
    'sample-institute',
    '--course',
    'better-after-betrayal',
  ];
  const production = await commandLine.run(sample, {
    ...{ ...env, NODE_ENV: 'production', PUBLIC_URL: 'https://attune.example.org' },
    ...{ SESSION_SECRET: 'x'.repeat(40), ENCRYPTION_KEY: 'y'.repeat(40) },
  });
  expect(production).toMatchObject({ code: 1 });
  expect((await attune(...sample)).out).toMatch(/SPECIMEN-SAMPLE-BODY: a specimen/);
  expect((await attune(...sample)).err).toContain('An approval of this body is recorded');
  expect((await attune('approval', 'sample', 'sample-bodi', '--org', 'sample-institute')).err).toContain(
    'did you mean',
  );
});

test('a course is checked for a body before it is published, without a database', async () => {
  const apa = await attune('course', 'check', 'content/better-after-betrayal', '--for', 'apa');
  // What the body's file does not give is no fault of the course.
  expect(apa.code).toBe(0);
  expect(apa.out).toContain('To state with the offer: The file of the body does not give calculations');
  expect(apa.out).toMatch(/The course lacks nothing .* and the \d+ rules above, which the file does not give\./);
  expect((await attune('course', 'check', 'content/better-after-betrayal', '--for', 'nzac')).err).toContain(
    'takes a log',
  );
});

test('a role is granted, changed and taken away, by somebody and for a reason', async () => {
  const line = (role: string) => ['user', 'grant', 'Ada@Example.org', role, '--org', 'sample-institute', ...by];
  expect((await attune(...line('owner'))).err).toContain('No one has signed in as Ada@Example.org yet');
  await world.db.insert(users).values({ email: 'ada@example.org' });
  expect(await attune(...line('owner').slice(0, -2))).toMatchObject({ code: 2 });
  expect((await attune(...line('owner'))).out).toContain('is now owner of sample-institute');
  expect((await attune(...line('auditor'), '--reason', 'For the audit')).code).toBe(0);
  const [user] = await world.db.select().from(users).where(eq(users.email, 'ada@example.org'));
  const roles = async () =>
    world.db
      .select()
      .from(memberships)
      .where(eq(memberships.userId, user?.id as UserId));
  expect((await roles()).map(({ role }) => role)).toEqual(['AUDITOR']);
  const revoke = ['user', 'revoke', 'ada@example.org', '--org', 'sample-institute', ...by];
  expect((await attune(...revoke)).out).toContain('has no role there now');
  expect(await roles()).toEqual([]);
  expect((await attune(...revoke)).err).toContain('ada@example.org has no role in sample-institute');
  const events = await world.db.select().from(auditEvents).where(eq(auditEvents.objectType, 'Organization'));
  const told = { actor: 'operator', actorName: 'Kim Example', reason: null };
  expect(events.filter(({ details }) => details?.userId === user?.id)).toMatchObject([
    { ...told, verb: 'MEMBERSHIP_GRANTED', organizationId: expect.any(String) },
    { ...told, verb: 'MEMBERSHIP_GRANTED', reason: 'For the audit' },
    { ...told, verb: 'MEMBERSHIP_REVOKED' },
  ]);
});
