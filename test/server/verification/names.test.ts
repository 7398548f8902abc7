import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { keyFor } from '../../../drizzle/encryption.ts';
import { certificates } from '../../../drizzle/schema.ts';
import { commitToName, NAME_COMMITMENT } from '../../../schema/issuance/rules.ts';
import type { NameForm } from '../../../schema/names.ts';
import { issued } from '../../support/issued.ts';
import { DIFFERENT_NAMES, TYPED_NAMES } from '../../support/typedNames.ts';
import { type Desk, openDesk } from '../../support/verifyDesk.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());
beforeEach(() => desk.nextHour());

/** A certificate whose commitment is in this form, as the release of that form stored it. */
const holding = (name: string, form: NameForm) => {
  const salt = randomBytes(32);
  const key = keyFor(desk.world.vault, NAME_COMMITMENT[form]);
  const row = { nameSalt: salt, nameCommitment: commitToName(key, { salt, name, form }) };
  return issued(desk.world, { facts: { learnerName: name }, row });
};

const erase = (number: string) =>
  desk.world.db.update(certificates).set({ wrappedDataKey: null, userId: null }).where(eq(certificates.number, number));

/** What the check page answers to a typed name. */
const matches = async (number: string, name: string): Promise<boolean> => {
  const answer = await fetch(`${desk.url}/${number}`, { method: 'POST', body: new URLSearchParams({ name }) });
  expect(answer.status).toBe(200);
  const said = /The name (matches|does not match) the register/.exec(await answer.text());
  return said?.[1] === 'matches';
};

// The rule is tested with every name; here stand those that the page used to refuse.
const WHERE = ['Poland', 'Denmark', 'Iceland', 'Vietnam', 'Turkey', 'Hawaii'];
const BY_COUNTRY = TYPED_NAMES.filter(([where]) => WHERE.includes(where)).map(([where, printed, ...typed]) => ({
  where,
  printed,
  typed,
}));

test.each(BY_COUNTRY)('the page knows a holder of $where by the name as typed, also after erasure', async (one) => {
  const { number } = await holding(one.printed, 2);
  for (const name of one.typed) expect([name, await matches(number, name)]).toEqual([name, true]);
  await erase(number);
  for (const name of one.typed) expect([name, await matches(number, name)]).toEqual([name, true]);
});

test.each(BY_COUNTRY)(
  'and a holder of $where whose certificate was issued under form 1',
  async ({ printed, typed }) => {
    const { number } = await holding(printed, 1);
    for (const name of [printed, ...typed]) expect([name, await matches(number, name)]).toEqual([name, true]);
    await erase(number);
    expect(await matches(number, printed)).toBe(true);
    expect(await matches(number, printed.normalize('NFD'))).toBe(true);
  },
);

test.each(DIFFERENT_NAMES.slice(0, 4))('it still says no: %s', async (_why, one, other) => {
  const { number } = await holding(one, 2);
  expect(await matches(number, other)).toBe(false);
  await erase(number);
  expect(await matches(number, other)).toBe(false);
});
