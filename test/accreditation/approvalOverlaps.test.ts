import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UserId } from '../../drizzle/ids.ts';
import { freshBody, ownerWithLetter, record } from '../support/granting.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let owner: UserId;
beforeAll(async () => {
  world = await openWorld();
  owner = await ownerWithLetter(world);
});
afterAll(() => world.close());

test('an approval without a profession or a place is for every one, so that no other stands beside it', async () => {
  const accreditor = await freshBody(world);
  const days = { accreditor, startsOn: '2026-01-01', endsOn: '2026-12-31' };
  const { approval } = await record(world, owner, { ...days, profession: 'lcsw', jurisdiction: 'US-NY' });
  for (const wider of [{}, { profession: 'lcsw' }, { jurisdiction: 'US-NY' }])
    expect(await record(world, owner, { ...days, ...wider })).toMatchObject({
      ...{ code: 'APPROVAL_OVERLAPS', approvalId: approval.id },
    });
  const beside = [
    { profession: 'lmft', jurisdiction: 'US-NY' },
    { profession: 'lcsw', jurisdiction: 'US' },
  ];
  for (const other of beside) expect(await record(world, owner, { ...days, ...other })).toHaveProperty('approval');
  expect(await record(world, owner, { ...days, startsOn: '2027-01-01', endsOn: null })).toHaveProperty('approval');
});
