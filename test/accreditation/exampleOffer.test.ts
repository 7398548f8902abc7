import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { UserId } from '../../drizzle/ids.ts';
import { confirmApproval } from '../../schema/accreditation/operations/confirmApproval.ts';
import { loadBodies } from '../../schema/accreditation/operations/loadBodies.ts';
import { EXAMPLES } from '../../schema/accreditation/rules/forms.ts';
import { accreditorLacks } from '../../schema/accreditation/rules/lacking.ts';
import { operatorAct, systemAct } from '../../schema/act.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { accreditor, accreditors, boards } from '../support/contentBodies.ts';
import { asker, instituteId, keyOf, LETTER_SHA256, NOW, ownerWithLetter } from '../support/granting.ts';
import { globalId } from '../support/quizPages.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let owner: UserId;
beforeAll(async () => {
  world = await openWorld();
  await loadBodies(world.db, systemAct(NOW), { accreditors, boards });
  owner = await ownerWithLetter(world);
});
afterAll(() => world.close());

/** Runs a file of examples/ as the owner, with its placeholders filled. */
const run = async (name: string, filled: Record<string, unknown>) => {
  const { query, variables } = readExample(name);
  const input = { ...(variables.input as Record<string, unknown>), ...filled };
  const answer = await asker(world)(owner, query, { input });
  return Object.values<Record<string, never>>(answer.data)[0];
};

type Item = { code: string; rule: string | null; message: string };

test('the examples of an approval and an offer succeed as they stand, with ids and the letter of one’s own', async () => {
  const organizationId = globalId('Organization', await instituteId(world));
  const recorded = await run('RecordApproval', { organizationId, letterSha256: LETTER_SHA256 });
  const approvalId = String((recorded?.approval as { id?: string } | undefined)?.id);
  await confirmApproval(world.db, operatorAct(NOW), { approvalId: keyOf(approvalId) });
  const ids = { approvalId, courseId: globalId('Course', world.courseId) };

  // Whoever states nothing is told everything at once: the first answer asks for exactly what the example states.
  const refused = await run('OfferCredit', { ...ids, stated: [] });
  const items = refused?.items as unknown as Item[];
  expect(new Set(items.map(({ code }) => code))).toEqual(new Set(['RULE_MISSING']));
  const { stated } = readExample('OfferCredit').variables.input as { stated: { name: string }[] };
  expect(items.map(({ rule }) => rule).sort()).toEqual(stated.map(({ name }) => name).sort());
  for (const { message } of items) expect(message).toMatch(/state it with your source.*Write JSON: .*; for example /);

  const offered = await run('OfferCredit', ids);
  expect(offered).toMatchObject({ offer: { amountInWords: '1 ACE credit' } });
});

test('a body says what its file lacks, and how each rule is stated', async () => {
  const { data } = await asker(world)(
    null,
    '{ accreditor(key: "aswb-ace") { missing missingRules { name meaning type allowed example } } }',
  );
  const { missing, missingRules } = data.accreditor;
  expect(missing).toEqual(accreditorLacks(accreditor('aswb-ace')));
  expect(missingRules.map(({ name }: { name: string }) => name)).toEqual(missing);
  const nasw = await asker(world)(null, '{ accreditor(key: "nasw") { missingRules { name example } } }');
  expect(nasw.data.accreditor.missingRules.at(-1)).toEqual({
    ...{ name: 'statement', example: JSON.stringify(EXAMPLES.statement) },
  });
  expect(missingRules).toContainEqual({
    ...{ name: 'repeats', type: 'text', allowed: '"NEVER", "ONCE_A_CYCLE" or "ALLOWED"', example: '"NEVER"' },
    meaning: expect.stringContaining('ONCE_A_CYCLE, once in each cycle'),
  });
});
