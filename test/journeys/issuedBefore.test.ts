import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { composeCredential } from '../../certificates/credential/compose.ts';
import { didOf } from '../../certificates/credential/did.ts';
import { hashIdentity } from '../../certificates/credential/identity.ts';
import { type Credential, type ProvenCredential, provenShape } from '../../certificates/credential/shape.ts';
import { canonicalJson } from '../../certificates/facts/canonical.ts';
import { keyFor, unseal } from '../../drizzle/encryption.ts';
import { systemAct } from '../../schema/act.ts';
import { withdrawnPositions } from '../../schema/issuance/queries/statusLists.ts';
import { REVISION } from '../../schema/issuance/rules/documents.ts';
import { issuedFrom } from '../../schema/issuance/rules.ts';
import { recordKeys } from '../../schema/keys/operations.ts';
import { everyKey } from '../../schema/keys/queries.ts';
import { replayLog } from '../../schema/log/operations/replayLog.ts';
import { sequenceLog } from '../../schema/log/operations/sequenceLog.ts';
import {
  download,
  filesOfThen,
  findingOn,
  type IssuedBefore,
  openable,
  openIssuedBefore,
  readRecorded,
  readRows,
  verdictOn,
  verdictOnName,
} from '../support/issuedBefore.ts';
import { createTestSigner } from '../support/keyring.ts';

/** Certificates that an earlier release issued, in its tables, brought to today's by every migration since. */
let before: IssuedBefore;
beforeAll(async () => {
  before = await openIssuedBefore();
});
afterAll(() => before?.close());

const NOW = new Date('2027-03-01T00:00:00Z');
beforeEach(() => {
  before.clock.now = NOW;
});

const recorded = readRecorded();
const numbers = recorded.certificates.map(({ number }) => number);
const named = recorded.certificates.map(({ number, what }) => [what, number] as const);
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** What no migration may change: later columns are added, these stay. */
const LASTING = [
  ...['certificates', 'documents', 'status_lists', 'status_entries', 'signing_keys', 'audit_events', 'memberships'],
  ...['log_entries', 'log_leaves', 'log_nodes', 'log_pending', 'checkpoints', 'log_timestamps', 'erasure_requests'],
];

test('the fixture contains eight certificates of two organizations, and an audit trail of every verb', () => {
  expect([numbers.length, recorded.documents.length, recorded.verbs.length]).toEqual([8, 24, 18]);
  const standings = Object.values(recorded.verdicts).flatMap((all) =>
    Object.values(all).map(({ page }) => page.status),
  );
  expect([...new Set(standings)].sort()).toEqual(['EXPIRED', 'REVOKED', 'SPECIMEN', 'SUPERSEDED', 'VALID']);
  const audit = readRows().find(({ table }) => table === 'audit_events')?.rows ?? [];
  expect([...new Set(audit.map(({ verb }) => verb))].sort()).toEqual(recorded.verbs);
});

test.each(LASTING)('every row of %s is there, and nothing in it was changed', async (table) => {
  const then = readRows().find((one) => one.table === table)?.rows ?? [];
  const rows = await before.owner.unsafe(`select id, row_to_json(t) as row from ${table} t`);
  const now = new Map(rows.map(({ id, row }) => [id, row]));
  const changed = then.flatMap((row) =>
    Object.keys(row)
      .filter((column) => !isDeepStrictEqual(row[column], now.get(row.id)?.[column]))
      .map((column) => `${column} of ${row.id}`),
  );
  expect(then.length).toBeGreaterThan(0);
  expect(changed).toEqual([]);
  expect(now.size).toBe(then.length);
});

test('those whose documents are of an earlier release wait for further ones, and no others', async () => {
  const waiting = await before.owner`select certificate_id as id from documents_pending order by 1`;
  const lacking = await before.owner`select id from certificates k where wrapped_data_key is not null and not exists (
    select from documents d where d.certificate_id = k.id and d.kind = 'PDF' and d.revision >= ${REVISION}) order by 1`;
  expect([...waiting]).toEqual([...lacking]);
});

test('every audit event belongs to the organization whose records it touched, or only to its person', async () => {
  const events = await before.owner<{ verb: string; type: string; organization: string | null }[]>`
    select a.verb, a.object_type as type, o.slug as organization
    from audit_events a left join organizations o on o.id = a.organization_id`;
  const own = events.filter(({ organization }) => organization === null);
  expect([...new Set(own.map(({ verb }) => verb))].sort()).toEqual([
    ...[
      'DATA_EXPORTED',
      'ERASURE_CANCELLED',
      'ERASURE_REQUESTED',
      'PERSON_ERASED',
      'SESSIONS_REVOKED',
      'USER_DISABLED',
    ],
  ]);
  const others = events.filter(({ type }) => type !== 'User');
  expect(new Set(others.map(({ type }) => type)).size).toBe(6);
  expect(new Set(others.map(({ organization }) => organization)).size).toBe(2);
});

test('every issued file opens to the bytes that were issued', async () => {
  const files = await filesOfThen(before);
  expect(files.map(({ bytes, ...file }) => ({ ...file, bytes: sha256(bytes) }))).toEqual(
    recorded.documents.map(({ finding: _, ...file }) => ({ ...file, bytes: file.sha256 })),
  );
});

test('every file is served as it was issued, and what was refused then is refused', async () => {
  const files = await filesOfThen(before);
  for (const { number, kind, bytes } of files) {
    const answer = await download(before, kind, number, recorded.owner);
    const what = [number, kind, answer.status];
    expect(what).toEqual([number, kind, recorded.served[number]?.[kind]]);
    if (answer.status === 200) expect([...what, sha256(answer.bytes)]).toEqual([...what, sha256(bytes)]);
  }
});

// What is recorded has to be said again; a later release may say more.
test.each(Object.keys(recorded.verdicts))('on %s every number has the verdict it had', async (moment) => {
  before.clock.now = new Date(moment);
  for (const number of numbers) {
    const then = recorded.verdicts[moment]?.[number];
    expect(await verdictOn(before, number)).toMatchObject({ ...then });
  }
});

test('the name on each paper still matches, the erased one too, and another does not', async () => {
  for (const { number, name } of recorded.certificates) {
    expect(await verdictOnName(before, number, name)).toMatchObject({ ...recorded.named[number] });
    expect(recorded.named[number]).toMatchObject({ nameMatches: true });
    expect(await verdictOnName(before, number, `${name} Other`)).toMatchObject({ nameMatches: false });
  }
});

test('the keys and the withdrawn places are published as they were', async () => {
  const served = await (await before.app.ask('/.well-known/did.json')).json();
  expect(served).toEqual(recorded.didDocument);
  expect(await withdrawnPositions(before.db, 1)).toEqual(recorded.withdrawnPositions);
});

test.each(named)('a file gets the same report as when it was issued: %s', async (_what, number) => {
  const files = (await filesOfThen(before)).filter((file) => file.number === number);
  expect(files.map(({ kind }) => kind).sort()).toEqual(['CREDENTIAL', 'PDF', 'TOKEN']);
  for (const { kind, bytes } of files) {
    const then = recorded.documents.find((one) => one.number === number && one.kind === kind);
    expect(then?.finding.overall).toBe('GENUINE');
    expect(await findingOn(before, kind, bytes)).toMatchObject({ ...then?.finding });
  }
});

test('one byte of any file changed, and it is genuine no more', async () => {
  // Another ten minutes: a network hands in sixty files in that time.
  before.clock.now = new Date('2027-03-02T00:00:00Z');
  for (const { number, kind, bytes } of await filesOfThen(before)) {
    const flipped = Buffer.from(bytes);
    const at = Math.floor(bytes.length / 3);
    flipped[at] = (bytes[at] ?? 0) ^ 1;
    const { overall } = await findingOn(before, kind, flipped);
    expect(`${number} ${kind} ${overall}`).toMatch(/ (ALTERED|NOT_OURS|NOT_PROVEN|UNREADABLE)$/);
  }
});

const composedAnew = (
  { row, facts, dataKey }: Awaited<ReturnType<typeof openable>>[number],
  { credentialStatus }: Credential,
): Credential =>
  composeCredential(facts, {
    did: didOf(issuedFrom(facts)),
    publicUrl: issuedFrom(facts),
    subjectId: `urn:uuid:${row.id}`,
    identityHash: hashIdentity(facts.learnerName, keyFor(dataKey, 'holder name v1').toString('hex')),
    status: {
      list: Number(/\d+$/.exec(credentialStatus.statusListCredential)?.[0]),
      position: Number(credentialStatus.statusListIndex),
    },
    expiresAt: row.expiresAt?.toISOString() ?? null,
  });

test('every facts hash is of the facts as they were sealed, in version 1', async () => {
  for (const { row, dataKey } of await openable(before.db, before.vault)) {
    const sealed = unseal(dataKey, row.sealedFacts, `certificates:${row.id}:facts`);
    expect(row.factsHash).toBe(createHash('sha256').update(sealed).update(row.nameSalt).digest('hex'));
    const stored = JSON.parse(sealed.toString());
    expect(stored.schema).toBe(1);
    expect(canonicalJson(stored)).toBe(sealed.toString());
    const { learnerName: _, ...publicFacts } = stored;
    expect(row.publicFacts).toEqual(publicFacts);
  }
});

test('the stored facts say the credential that was issued, letter for letter', async () => {
  const files = await filesOfThen(before);
  const certificates = await openable(before.db, before.vault);
  expect(certificates).toHaveLength(7);
  for (const certificate of certificates) {
    const { number } = certificate.row;
    const written = files.find((file) => file.number === number && file.kind === 'CREDENTIAL')?.bytes.toString() ?? '';
    const stored: ProvenCredential = provenShape.parse(JSON.parse(written));
    const composed = composedAnew(certificate, stored);
    expect(JSON.stringify({ ...composed, proof: stored.proof })).toBe(written);
  }
});

test('the old log is valid in every entry, and continues with a key of today', async () => {
  const { db } = before;
  expect(await replayLog(db, { keys: await everyKey(db) })).toMatchObject({ ...recorded.log, named: [] });
  const signer = await createTestSigner('LOG', NOW);
  await recordKeys(db, [signer.key]);
  const { size } = await sequenceLog(db, systemAct(NOW), { signer, origin: 'attune.example.org/log' });
  expect(size).toBe(recorded.log.entries);
  const after = await replayLog(db, { keys: await everyKey(db) });
  expect(after).toMatchObject({ ok: true, differences: 0, entries: recorded.log.entries, waiting: 0 });
});

test('one hour more in the register, and the replay of the log finds it', async () => {
  const { db, owner } = before;
  await owner.begin(async (sql) => {
    await sql`alter table certificates disable trigger user`;
    await sql`update certificates set public_facts = jsonb_set(public_facts, '{studyHundredths}', '200')
      where number = ${numbers[0] ?? ''}`;
    await sql`alter table certificates enable trigger user`;
  });
  const found = await replayLog(db, { keys: await everyKey(db) });
  expect(found).toMatchObject({ ok: false, differences: 1, named: [{ what: 'CONTENT_DIFFERS' }] });
});
