import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UserId } from '../../drizzle/ids.ts';
import { MEMBER_ROLES } from '../../drizzle/tables/organizations.ts';
import {
  PERMISSIONS,
  type Permission,
  permissionOf,
  permissionsOf,
} from '../../schema/organizations/rules/permissions.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { startTestApp } from '../support/app.ts';
import { member } from '../support/issued.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

const { query } = readExample('Desk');
let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool, { issuer: world.issuer });
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const rolesOf = async (userId: UserId) => {
  const { body } = await app.graphql(query, {}, { 'x-test-user': userId });
  expect(body.errors).toBeUndefined();
  return (body.data as { viewer: { organizations: { role: string; permissions: string[] }[] } }).viewer.organizations;
};

test.each(MEMBER_ROLES)('what an API says of %s is what the verbs ask', async (role) => {
  const [found] = await rolesOf(await member(world, role));
  expect(found).toMatchObject({ role, organization: { slug: 'sample-institute' } });
  const names = Object.keys(PERMISSIONS) as Permission[];
  expect(found?.permissions).toEqual(names.filter((name) => permissionOf(role, name).ok));
  expect(found?.permissions).toEqual(permissionsOf(role));
});

test('a person without a role has none', async () => {
  expect(await rolesOf(await newLearner(world.db))).toEqual([]);
});

test('the built-in designs come with their colors', async () => {
  const { body } = await app.graphql('{ certificateDesigns { design paper primary accent } }');
  const hex = expect.stringMatching(/^#[0-9a-f]{6}$/);
  expect(body.data).toEqual({
    certificateDesigns: ['CLASSIC', 'MODERN', 'QUIET'].map((design) => ({
      design,
      paper: '#fdfcf8',
      primary: hex,
      accent: hex,
    })),
  });
});
