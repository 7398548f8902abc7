import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UserId } from '../../drizzle/ids.ts';
import { startTestApp } from '../support/app.ts';
import { globalId } from '../support/quizPages.ts';
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
  ... on Error { code } ... on ReflectionChangedError { version text } ... on InvalidInputError { fields { path } } } }`;
const READ = `query ($id: ID!) { node(id: $id) { ... on Enrollment { modules { reflection reflectionVersion } } } }`;

type Input = { text: string; basedOnVersion?: number | null };

/** A reader, and how a tab of theirs saves and reads. */
const writer = async () => {
  const { userId, enrollmentId, moduleId } = await newReader(world);
  const place = { enrollmentId: globalId('Enrollment', enrollmentId), moduleId: globalId('Module', moduleId) };
  // biome-ignore lint/suspicious/noExplicitAny: an answer of any shape, read field by field
  const ask = async (query: string, variables: unknown, as: UserId = userId): Promise<any> =>
    (await app.graphql(query, variables, { 'x-test-user': as })).body.data;
  return {
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
