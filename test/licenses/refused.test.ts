import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newId } from '../../drizzle/ids.ts';
import { startTestApp } from '../support/app.ts';
import { licensee } from '../support/licenses.ts';
import { globalId } from '../support/quizPages.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld();
  app = await startTestApp(world.pool);
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const person = async () => licensee(app, await newLearner(world.db));
const CYCLE = { startsOn: '2025-09-01', endsOn: '2027-08-31', required: [] };

describe('somebody else’s license', () => {
  test('is not found, like a random id', async () => {
    const [holder, other] = [await person(), await person()];
    const { license } = await holder.add();
    const unknown = [license.id, globalId('License', newId()), globalId('User', holder.userId), 'nonsense'];
    for (const id of unknown) {
      const answers = [await other.remove(id), await other.update(id, { expiresOn: '2030-01-01' })];
      expect(answers).toEqual(Array(2).fill({ ...answers[0], __typename: 'NotFoundError', code: 'NOT_FOUND' }));
      expect(await other.node(id)).toBeNull();
    }
    expect(await other.list()).toEqual([]);
    expect(await holder.list()).toEqual([license]);
  });

  test('nobody who is not signed in reads or changes one', async () => {
    const { add } = await person();
    const { license } = await add();
    const query = 'query ($id: ID!) { node(id: $id) { ... on License { number } } viewer { licenses { id } } }';
    const { body } = await app.graphql(query, { id: license.id });
    expect(body.data).toEqual({ node: null, viewer: null });
  });
});

describe('bad input is refused with its field', () => {
  const cycle = (changes: object) => ({ cycle: { ...CYCLE, ...changes } });
  test.each([
    ['number', { number: '' }],
    ['number', { number: '12\u202e34' }],
    ['number', { number: '9'.repeat(61) }],
    ['profession', { profession: 'LMFT' }],
    ['profession', { profession: '' }],
    ['jurisdiction', { jurisdiction: 'us-ca' }],
    ['jurisdiction', { jurisdiction: 'XX' }],
    ['jurisdiction', { jurisdiction: 'XX-CA' }],
    ['jurisdiction', { jurisdiction: 'US-CALI' }],
    ['jurisdiction', { jurisdiction: 'California' }],
    ['nameOnLicense', { nameOnLicense: 'x'.repeat(121) }],
    ['nameOnLicense', { nameOnLicense: 'Ro\u200bbin' }],
    ['expiresOn', { expiresOn: '2027-02-29' }],
    ['expiresOn', { expiresOn: '0001-01-01' }],
    ['cycle.startsOn', cycle({ startsOn: '2025-13-01' })],
    ['cycle.endsOn', cycle({ endsOn: CYCLE.startsOn })],
    ['cycle.endsOn', cycle({ endsOn: '2025-08-31' })],
    ['cycle.required', cycle({ required: [{ hours: '1.00' }, { category: null, hours: '2.00' }] })],
    ['cycle.required', cycle({ required: Array(2).fill({ category: 'ethics', hours: '2.00' }) })],
    ['cycle.required.0.category', cycle({ required: [{ category: 'Law & ethics', hours: '2.00' }] })],
    ['cycle.required.0.hours', cycle({ required: [{ hours: '10000.01' }] })],
  ])('%s: %j', async (path, input) => {
    const { add, update, list } = await person();
    expect(await add(input)).toMatchObject({ code: 'INVALID_INPUT', fields: [{ path }] });
    expect(await list()).toEqual([]);
    if (path === 'profession' || path === 'jurisdiction') return;
    const { license } = await add();
    expect(await update(license.id, { reason: 'CORRECTED', ...input })).toMatchObject({ fields: [{ path }] });
    expect(await list()).toEqual([license]);
  });

  test('every fault is named at once', async () => {
    const { add } = await person();
    const { fields } = await add({ number: '', jurisdiction: '', expiresOn: '2027-02-29' });
    expect(fields.map(({ path }: { path: string }) => path)).toEqual(['jurisdiction', 'number', 'expiresOn']);
  });

  test('a number cannot be cleared', async () => {
    const { add, update } = await person();
    const { license } = await add();
    expect(await update(license.id, { reason: 'CORRECTED', number: null })).toMatchObject({
      fields: [{ path: 'number' }],
    });
    expect(await update(license.id, { reason: 'CORRECTED', kind: null })).toMatchObject({ fields: [{ path: 'kind' }] });
  });
});
