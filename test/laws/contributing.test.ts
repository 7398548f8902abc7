import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { buildSchema, type GraphQLEnumType, type GraphQLUnionType } from 'graphql';
import { connect, type Pool } from '../../drizzle/client.ts';
import type { OrganizationId, UserId } from '../../drizzle/ids.ts';
import { auditEvents, memberships } from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import { importOrganization } from '../../schema/organizations/operations/importOrganization.ts';
import type { MemberRole } from '../../schema/organizations/rules/permissions.ts';
import { readOrganizationFile } from '../../server/content/content.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { GUARDED } from '../support/guarded.ts';
import { globalId } from '../support/quizPages.ts';
import { ROOT } from '../support/sources.ts';
import { newLearner } from '../support/world.ts';

const node = (args: string[], cwd: string) => promisify(execFile)(process.execPath, args, { cwd });

/** The worked example of CONTRIBUTING.md: code blocks that begin with the path of the file they belong in. */
const BLOCKS = [
  ...readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8').matchAll(/^```ts\n\/\/ (\S+)\n([\s\S]*?\n)```$/gm),
].map(([, path = '', code = '']) => ({ path, code }));

/** Adds a block below the existing text of its file; omits an import of a name that the file imports already. */
const under = (before: string, code: string): string => {
  const has = (name: string) => new RegExp(`^import [^;]*\\b${name}\\b[^;]*;`, 'm').test(before);
  const isKnown = (line: string) => has(/^import \{ (\w+) \} from/.exec(line)?.[1] ?? '(nothing)');
  const lines = code.split('\n').filter((line) => !isKnown(line));
  return `${before}${lines.join('\n')}`;
};

/** Prints the schema, then answers one request, in a separate project. */
const PROGRAM = `
import { graphql, printSchema } from 'graphql';
import { connect } from './drizzle/client.ts';
import { schema } from './schema/graphql/index.ts';
const [url, userId, id] = process.argv.slice(2);
const { db, close } = connect(url, { max: 2 });
const source = 'mutation ($id: ID!) { leaveOrganization(input: { organizationId: $id }) { __typename ... on Error { code message } ... on LeaveOrganizationPayload { organization { legalName } } } }';
const contextValue = { db, viewer: { userId }, now: new Date('2026-11-26T00:00:00Z'), requestId: 'contributing' };
const answer = await graphql({ schema, source, variableValues: { id }, contextValue });
await close();
console.log(JSON.stringify({ sdl: printSchema(schema), answer }));
`;

const now = new Date('2026-11-26T00:00:00Z');
let database: TestDatabase;
let pool: Pool;
let organizationId: OrganizationId;
let copy: string;
beforeAll(async () => {
  database = await createTestDatabase();
  pool = connect(database.appUrl, { max: 2 });
  const organization = await readOrganizationFile(join(ROOT, 'content/organizations/sample-institute.yaml'));
  organizationId = (await importOrganization(pool.db, systemAct(now), { organization })).id;
  copy = await mkdtemp(join(tmpdir(), 'attune-contributing-'));
  for (const name of ['certificates', 'drizzle', 'schema', 'package.json'])
    await cp(join(ROOT, name), join(copy, name), { recursive: true });
  await symlink(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  for (const { path, code } of BLOCKS) {
    const at = join(copy, path);
    await writeFile(at, under(existsSync(at) ? readFileSync(at, 'utf8') : '', code));
  }
  await writeFile(join(copy, 'program.ts'), PROGRAM);
  const { compilerOptions } = JSON.parse(readFileSync(join(ROOT, 'tsconfig.json'), 'utf8'));
  const files = BLOCKS.map(({ path }) => path);
  await writeFile(join(copy, 'tsconfig.json'), JSON.stringify({ compilerOptions, files }));
});
afterAll(async () => {
  await pool.close();
  await database.drop();
  await rm(copy, { recursive: true, force: true });
});

test('an error touches one file; a mutation is two new files and a line in the entrance', () => {
  const [error, ...mutation] = BLOCKS.map(({ path }) => path);
  expect(error).toBe('schema/organizations/errors.ts');
  expect(mutation).toEqual([
    'schema/organizations/operations/leaveOrganization.ts',
    'schema/organizations/graphql/leaveOrganization.ts',
    'schema/organizations/graphql.ts',
  ]);
  expect(BLOCKS.at(-1)?.code.trim().split('\n')).toHaveLength(1);
});

const member = async (role: MemberRole): Promise<UserId> => {
  const userId = await newLearner(pool.db);
  await pool.db.insert(memberships).values({ userId, organizationId, role, createdAt: now });
  return userId;
};
const leave = async (userId: UserId) => {
  const id = globalId('Organization', organizationId);
  const { stdout } = await node([...GUARDED, 'program.ts', database.appUrl, userId, id], copy);
  const { sdl, answer } = JSON.parse(stdout);
  expect(answer.errors).toBeUndefined();
  return { sdl, result: answer.data.leaveOrganization };
};
const rolesOf = (userId: UserId) => pool.db.select().from(memberships).where(eq(memberships.userId, userId));

test('the example fits the types of the project', async () => {
  const program = join(ROOT, 'node_modules/typescript/bin/tsc');
  // Of what the example imports, some needs declarations from elsewhere; only faults of the example itself count.
  const output = await node([program, '-p', copy], copy).catch((failed: { stdout: string }) => failed);
  const faults = output.stdout.split('\n').filter((line) => BLOCKS.some(({ path }) => line.startsWith(path)));
  expect(faults).toEqual([]);
});

test('the only owner is refused by the new error, which is a type, a code and a member of the result', async () => {
  const owner = await member('OWNER');
  const { sdl, result } = await leave(owner);
  expect(result).toMatchObject({ __typename: 'LastOwnerError', code: 'LAST_OWNER' });
  expect(await rolesOf(owner)).toHaveLength(1);
  const made = buildSchema(sdl);
  const members = (name: string) => made.getPossibleTypes(made.getType(name) as GraphQLUnionType).map(String);
  expect(members('Error')).toContain('LastOwnerError');
  expect((made.getType('ErrorCode') as GraphQLEnumType).getValue('LAST_OWNER')).toBeDefined();
  expect(String(made.getMutationType()?.getFields().leaveOrganization?.type)).toBe('LeaveOrganizationResult');
  expect(members('LeaveOrganizationResult').sort()).toEqual([
    'LastOwnerError',
    'LeaveOrganizationPayload',
    'NotFoundError',
  ]);
});

test('another member leaves, and the trail says so', async () => {
  const auditor = await member('AUDITOR');
  expect((await leave(auditor)).result).toMatchObject({ organization: { legalName: expect.any(String) } });
  expect(await rolesOf(auditor)).toEqual([]);
  const events = await pool.db.select().from(auditEvents).where(eq(auditEvents.actorUserId, auditor));
  expect(events).toMatchObject([{ verb: 'MEMBERSHIP_REVOKED', organizationId, requestId: 'contributing' }]);
  expect((await leave(auditor)).result).toMatchObject({ code: 'NOT_FOUND' });
});
