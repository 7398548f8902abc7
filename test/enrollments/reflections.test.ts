import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import type { UserId } from '../../drizzle/ids.ts';
import { agreements } from '../../drizzle/schema.ts';
import { startTestApp } from '../support/app.ts';
import { globalId } from '../support/quizPages.ts';
import { consent, LEGAL, THERAPY_DATA } from '../support/reflections.ts';
import { newReader, openWorld, type World } from '../support/world.ts';

let world: World;
let app: Awaited<ReturnType<typeof startTestApp>>;
beforeAll(async () => {
  world = await openWorld({ max: 20 });
  app = await startTestApp(world.pool);
});
afterAll(async () => {
  await app.stop();
  await world.close();
});

const SAVE = `mutation ($input: SaveReflectionInput!) { saveReflection(input: $input) { __typename
  ... on SaveReflectionPayload { reflection { text version } }
  ... on Error { code } ... on ReflectionChangedError { version text } ... on InvalidInputError { fields { path } }
  ... on TherapyConsentRequiredError { message consentVersion consentEffectiveOn } } }`;
const READ = `query ($id: ID!) { node(id: $id) { ... on Enrollment { modules { reflection reflectionVersion } } } }`;

const AGREE =
  'mutation ($input: AgreeToTextsInput!) { agreeToTexts(input: $input) { __typename ... on Error { code } } }';
const WITHDRAW = `mutation { withdrawAgreement(input: { kind: THERAPY_DATA }) {
  ... on WithdrawAgreementPayload { emptiedReflections deletedCareRecords viewer { agreements(kinds: [THERAPY_DATA]) { version } } } } }`;

type Input = { text: string; basedOnVersion?: number | null };

/** A reader, and how a tab of theirs saves and reads. */
const writer = async (consents = true) => {
  const { userId, enrollmentId, moduleId } = await newReader(world);
  if (consents) await consent(world.db, userId);
  const place = { enrollmentId: globalId('Enrollment', enrollmentId), moduleId: globalId('Module', moduleId) };
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any shape, read field by field
  const ask = async (query: string, variables: unknown, as: UserId = userId): Promise<any> =>
    (await app.graphql(query, variables, { 'x-test-user': as })).body.data;
  return {
    userId,
    agree: (versions: unknown) => ask(AGREE, { input: { texts: [versions] } }),
    withdraw: async () => (await ask(WITHDRAW, {})).withdrawAgreement,
    save: async (input: Input, as?: UserId) => (await ask(SAVE, { input: { ...place, ...input } }, as)).saveReflection,
    read: async () => (await ask(READ, { id: place.enrollmentId })).node.modules[0],
  };
};
const saved = (text: string, version: number) => ({ reflection: { text, version } });
const changed = (text: string, version: number) => ({ code: 'REFLECTION_CHANGED', text, version });

describe('a reflection', () => {
  test('has a version that rises with each change', async () => {
    const { save, read } = await writer();
    expect(await read()).toEqual({ reflection: null, reflectionVersion: 0 });
    expect(await save({ text: 'one' })).toMatchObject(saved('one', 1));
    expect(await save({ text: 'two', basedOnVersion: 1 })).toMatchObject(saved('two', 2));
    expect(await read()).toEqual({ reflection: 'two', reflectionVersion: 2 });
  });

  test('a stale tab can neither overwrite nor empty it, and is told what stands', async () => {
    const { save, read } = await writer();
    await save({ text: 'one', basedOnVersion: 0 });
    await save({ text: 'two', basedOnVersion: 1 });
    for (const text of ['', 'other'])
      for (const basedOnVersion of [0, 1, 3, null, undefined])
        expect(await save({ text, basedOnVersion })).toMatchObject(changed('two', 2));
    expect(await read()).toEqual({ reflection: 'two', reflectionVersion: 2 });
  });

  test('a repeated save of the same text is no conflict and no change', async () => {
    const { save } = await writer();
    await save({ text: 'one' });
    expect(await save({ text: 'one' })).toMatchObject(saved('one', 1));
    expect(await save({ text: 'one', basedOnVersion: 0 })).toMatchObject(saved('one', 1));
  });

  test('an empty text deletes it; a stale tab does not bring it back, and it can be written again', async () => {
    const { save, read } = await writer();
    await save({ text: 'one' });
    expect(await save({ text: '', basedOnVersion: 1 })).toMatchObject(saved('', 2));
    expect(await read()).toEqual({ reflection: null, reflectionVersion: 2 });
    expect(await save({ text: 'one, longer', basedOnVersion: 1 })).toMatchObject(changed('', 2));
    expect(await save({ text: 'anew' })).toMatchObject(saved('anew', 3));
  });

  test('of fifty tabs at once one is saved, and every other one is told which', async () => {
    const { save, read } = await writer();
    const answers = await Promise.all(Array.from({ length: 50 }, (_, tab) => save({ text: `tab ${tab}` })));
    expect(answers.filter(({ __typename }) => __typename === 'SaveReflectionPayload')).toHaveLength(1);
    const { reflection, reflectionVersion } = await read();
    expect(reflectionVersion).toBe(1);
    for (const { code, text } of answers.filter((answer) => 'code' in answer))
      expect({ code, text }).toEqual({ code: 'REFLECTION_CHANGED', text: reflection });
  });

  test('a version below zero is bad input, and another person learns nothing', async () => {
    const { save } = await writer();
    await save({ text: 'one' });
    expect(await save({ text: 'two', basedOnVersion: -1 })).toMatchObject({ fields: [{ path: 'basedOnVersion' }] });
    const { userId } = await newReader(world);
    expect(await save({ text: 'two', basedOnVersion: 1 }, userId)).toEqual({
      __typename: 'NotFoundError',
      code: 'NOT_FOUND',
    });
  });
});

describe('without the consent to words about therapy', () => {
  const needed = {
    code: 'THERAPY_CONSENT_REQUIRED',
    consentVersion: THERAPY_DATA.version,
    consentEffectiveOn: '2026-11-27',
  };

  test('nothing is kept, and the error says what to agree to; afterwards it is', async () => {
    const { save, read, agree } = await writer(false);
    const refused = await save({ text: 'mine' });
    expect(refused).toMatchObject(needed);
    expect(refused.message).toContain('agreeToTexts');
    expect(await read()).toEqual({ reflection: null, reflectionVersion: 0 });
    await agree(THERAPY_DATA);
    expect(await save({ text: 'mine' })).toMatchObject(saved('mine', 1));
  });

  test('an earlier version of the text is not enough to write more', async () => {
    const { save, userId } = await writer(false);
    const former = { userId, kind: 'THERAPY_DATA', version: '0', given: true, at: new Date('2026-11-01') } as const;
    await world.db.insert(agreements).values(former);
    expect(await save({ text: 'mine' })).toMatchObject(needed);
  });

  test('the privacy notice and the terms are no such consent', async () => {
    const { save, agree } = await writer(false);
    for (const { kind, version } of LEGAL.filter((text) => text.kind !== 'THERAPY_DATA'))
      await agree({ kind, version });
    expect(await save({ text: 'mine' })).toMatchObject(needed);
  });

  test('taking it back empties everything, at once and for good, and a stale tab is told', async () => {
    const { save, read, withdraw, agree } = await writer();
    await save({ text: 'mine' });
    const none = { viewer: { agreements: [{ version: null }] } };
    expect(await withdraw()).toEqual({ emptiedReflections: 1, deletedCareRecords: 0, ...none });
    expect(await read()).toEqual({ reflection: null, reflectionVersion: 2 });
    expect(await save({ text: 'mine, longer', basedOnVersion: 1 })).toMatchObject(changed('', 2));
    expect(await save({ text: 'anew', basedOnVersion: 2 })).toMatchObject(needed);
    // To empty what is empty needs no consent.
    expect(await save({ text: '', basedOnVersion: 2 })).toMatchObject(saved('', 2));
    expect(await withdraw()).toEqual({ emptiedReflections: 0, deletedCareRecords: 0, ...none });
    await agree(THERAPY_DATA);
    expect(await save({ text: 'anew', basedOnVersion: 2 })).toMatchObject(saved('anew', 3));
  });

  test('what was written before there was a consent can be emptied, and not changed', async () => {
    const { save, userId, read } = await writer();
    await save({ text: 'old' });
    await world.db.delete(agreements).where(eq(agreements.userId, userId));
    expect(await save({ text: 'old and more', basedOnVersion: 1 })).toMatchObject(needed);
    expect(await save({ text: '', basedOnVersion: 1 })).toMatchObject(saved('', 2));
    expect(await read()).toEqual({ reflection: null, reflectionVersion: 2 });
  });

  test('of a save and a withdrawal at the same moment, nothing is left that the consent does not cover', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { save, withdraw, read } = await writer();
      await Promise.all([save({ text: 'mine' }), withdraw(), save({ text: 'mine' })]);
      expect((await read()).reflection).toBeNull();
    }
  });
});
