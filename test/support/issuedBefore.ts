import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as runMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type TransactionSql } from 'postgres';
import type { ExaminedForPrograms } from '../../certificates/verify/conclusion.ts';
import { connect, type Database, migrate } from '../../drizzle/client.ts';
import { openVault, unseal, type Vault } from '../../drizzle/encryption.ts';
import { certificates, documents } from '../../drizzle/schema.ts';
import { openFacts } from '../../schema/issuance/operations/sealFacts.ts';
import type { Issuer } from '../../schema/issuance/rules/issuer.ts';
import { startTestApp } from './app.ts';
import { createEmptyDatabase } from './emptyDatabase.ts';

/** What opens the fixture: the settings of the release that issued it. See SOURCE.md beside the rows. */
const THEN = {
  publicUrl: 'https://attune.example.org',
  encryptionKey: 'a test secret of at least thirty-two characters',
  sessionSecret: 'a session secret that only these tests know',
};
/** The newest migration of that release. */
const LAST_MIGRATION = '20261122070317_lasting_invariants';

const MIGRATIONS = fileURLToPath(new URL('../../drizzle/migrations', import.meta.url));
const FOLDER = fileURLToPath(new URL('../fixtures/issuedBefore', import.meta.url));

type Row = Record<string, unknown>;
export type Kind = 'PDF' | 'CREDENTIAL' | 'TOKEN';

/** What that release said of a file, in the words that programs read. */
export type Finding = {
  kind: string;
  number: string | null;
  overall: string;
  standing: string | null;
  pending: boolean;
  steps: Record<string, string>;
};

/** What that release answered, as recorded in verdicts.json. */
export type Recorded = {
  /** Owns both organizations. */
  owner: string;
  certificates: { number: string; what: string; name: string }[];
  /** GET /verify/:number and verifyCertificate by the moment of asking. */
  verdicts: Record<string, Record<string, { page: Row; graphql: Row }>>;
  /** POST /verify/:number with the printed name. */
  named: Record<string, Row>;
  /** What the owner's session and anyone's program were answered: status codes. */
  served: Record<string, Record<Kind, number>>;
  documents: { number: string; kind: Kind; revision: number; sha256: string; finding: Finding }[];
  didDocument: Row;
  withdrawnPositions: number[];
  log: Row;
  verbs: string[];
};

const textOf = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');

export const readRecorded = (): Recorded => JSON.parse(textOf('verdicts.json'));

/** Every row that release left, by table, those first that others refer to. */
export const readRows = (): { table: string; rows: Row[] }[] =>
  JSON.parse(gunzipSync(readFileSync(join(FOLDER, 'rows.json.gz'))).toString());

/** What the erased holder saved: the service can no longer open it. */
const keptByErased = (): Record<Kind, Buffer> => ({
  PDF: readFileSync(join(FOLDER, 'erased/certificate.pdf')),
  CREDENTIAL: readFileSync(join(FOLDER, 'erased/credential.vc')),
  TOKEN: readFileSync(join(FOLDER, 'erased/credential.jwt')),
});

/** The tables as that release had them, whatever migrations came later. */
const migrateAsThen = async (client: postgres.Sql): Promise<void> => {
  const folder = mkdtempSync(join(tmpdir(), 'attune-then-'));
  try {
    for (const name of readdirSync(MIGRATIONS).filter((one) => one <= LAST_MIGRATION))
      cpSync(join(MIGRATIONS, name), join(folder, name), { recursive: true });
    await runMigrations(drizzle({ client }), { migrationsFolder: folder });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const insert = (sql: TransactionSql, table: string, rows: Row[]) =>
  sql.unsafe(`insert into ${table} select * from json_populate_recordset(null::${table}, $1::text::json)`, [
    JSON.stringify(rows),
  ]);

/** As the owner of the tables: their triggers watch over acts, and these were watched over when they were done. */
const load = async (client: postgres.Sql): Promise<void> => {
  const tables = readRows();
  const courses = tables.find(({ table }) => table === 'courses')?.rows ?? [];
  await client.begin(async (sql) => {
    for (const { table } of tables) await sql.unsafe(`alter table ${table} disable trigger user`);
    for (const { table, rows } of tables) {
      // Courses and their versions name each other.
      await insert(sql, table, table === 'courses' ? rows.map((row) => ({ ...row, current_version_id: null })) : rows);
    }
    for (const { id, current_version_id } of courses)
      await sql`update courses set current_version_id = ${String(current_version_id)} where id = ${String(id)}`;
    for (const { table } of tables) await sql.unsafe(`alter table ${table} enable trigger user`);
  });
};

const refuse = async (): Promise<never> => {
  throw new Error('what was issued before is served as it is: nothing is made anew');
};

/** A press that fails, so that a request for a document that is not stored cannot make one. */
const NO_WORKS: Issuer = {
  keyring: { signer: refuse },
  publicKeys: refuse,
  press: {
    credential: refuse,
    certificate: refuse,
    preview: refuse,
    picture: refuse,
    transcript: refuse,
    invoice: refuse,
    doorList: refuse,
    badges: refuse,
  },
  logOrigin: 'attune.example.org/log',
};

/** That release's database brought to today's tables, and the service of today on it, at a moment that the test sets. */
export const openIssuedBefore = async () => {
  const database = await createEmptyDatabase();
  const owner = postgres(database.ownerUrl, { max: 1, onnotice: () => {}, connection: { TimeZone: 'UTC' } });
  await migrateAsThen(owner);
  await load(owner);
  await migrate(database.ownerUrl, database.appRole);
  const pool = connect(database.appUrl, { max: 4 });
  const clock = { now: new Date('2027-03-01T00:00:00Z') };
  const app = await startTestApp(pool, { config: THEN, issuer: NO_WORKS, now: () => clock.now });
  return {
    db: pool.db,
    owner,
    vault: openVault(THEN.encryptionKey),
    app,
    clock,
    close: async () => {
      await app.stop();
      await Promise.all([pool.close(), owner.end()]);
      await database.drop();
    },
  };
};

export type IssuedBefore = Awaited<ReturnType<typeof openIssuedBefore>>;

/** A certificate that can still be opened, and its row. */
export const openable = async (db: Database, vault: Vault) =>
  (await db.select().from(certificates).orderBy(certificates.id)).flatMap((row) => {
    const opened = openFacts(vault, row);
    return opened === null ? [] : [{ row, ...opened }];
  });

type Opened = { number: string; kind: Kind; revision: number; sha256: string; bytes: Buffer };

/** Every issued file of that release in clear: opened as it was sealed, or as its erased holder kept it. */
export const filesOfThen = async ({ db, vault }: IssuedBefore): Promise<Opened[]> => {
  const keys = new Map((await openable(db, vault)).map(({ row, dataKey }) => [row.id, dataKey]));
  const numbers = new Map((await db.select().from(certificates)).map(({ id, number }) => [id, number]));
  const kept = keptByErased();
  const rows = await db.select().from(documents).orderBy(documents.id);
  return rows.map(({ certificateId, kind, revision, sha256, sealedBytes }) => {
    const key = keys.get(certificateId);
    const place = `documents:${certificateId}:${kind}:${revision}`;
    const bytes = key === undefined ? kept[kind] : unseal(key, sealedBytes, place);
    return { number: numbers.get(certificateId) ?? '', kind, revision, sha256, bytes };
  });
};

const json = { accept: 'application/json' };

const VERDICT = `query Then($number: String!) { verifyCertificate(number: $number) {
  status number issuedAt completedOn expiresOn courseTitle courseVersion hoursOfStudy organization name nameMatches
  statements revocation { reason at } sealing pdfSha256 logPosition credentialUrl successorNumber } }`;

/** The public verdict on a number, as a page for programs and by GraphQL. */
export const verdictOn = async ({ app }: IssuedBefore, number: string): Promise<{ page: Row; graphql: Row }> => {
  const page = (await (await app.ask(`/verify/${number}`, { headers: json })).json()) as Row;
  const { body } = await app.graphql(VERDICT, { number });
  return { page, graphql: body.data?.verifyCertificate as Row };
};

/** The same, asked with the name on the paper. */
export const verdictOnName = async ({ app }: IssuedBefore, number: string, name: string): Promise<Row> => {
  const headers = { ...json, 'content-type': 'application/json' };
  return (await (
    await app.ask(`/verify/${number}`, { method: 'POST', headers, body: JSON.stringify({ name }) })
  ).json()) as Row;
};

const PLACES: Record<Kind, (number: string) => string> = {
  PDF: (number) => `/certificates/${number}.pdf`,
  CREDENTIAL: (number) => `/credentials/${number}`,
  TOKEN: (number) => `/credentials/${number}.jwt`,
};

/** A document over HTTP; the PDF for the session of `userId`. */
export const download = async ({ app }: IssuedBefore, kind: Kind, number: string, userId: string) => {
  const answer = await app.ask(PLACES[kind](number), { headers: { ...json, 'x-test-user': userId } });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
};

const TYPES = { PDF: 'application/pdf', CREDENTIAL: 'application/vc', TOKEN: 'application/vc+jwt' };

/** What POST /verify finds in a file. */
export const findingOn = async ({ app }: IssuedBefore, kind: Kind, bytes: Buffer): Promise<Finding> => {
  const headers = { ...json, 'content-type': TYPES[kind] };
  const answer = await app.ask('/verify', { method: 'POST', headers, body: new Uint8Array(bytes) });
  const { steps, ...examined } = (await answer.json()) as ExaminedForPrograms;
  const { overall, standing, pending, number } = examined;
  return {
    kind: examined.kind,
    number,
    overall,
    standing,
    pending,
    steps: Object.fromEntries(steps.map(({ key, verdict }) => [key, verdict])),
  };
};
