import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { encodeGlobalID } from '@pothos/plugin-relay';
import { graphql } from 'graphql';
import type { EnrollmentId, UserId } from '../../drizzle/ids.ts';
import type { Context } from '../../schema/context.ts';
import { schema } from '../../schema/graphql/index.ts';
import { openFacts } from '../../schema/issuance/operations/sealFacts.ts';
import { readExample } from '../../server/graphql/examples.ts';
import { finishing, LEARNER, START } from '../support/finishing.ts';
import { PUBLIC_URL } from '../support/issued.ts';
import { newLearner, openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const { claim, enrolledLearner, finisher, rename } = finishing(() => world);

const previewOf = async (userId: UserId, enrollmentId: EnrollmentId) => {
  // An enrollment reads the database, the viewer and the time.
  const contextValue = {
    db: world.db,
    viewer: { userId, sessionId: null, signedInBy: 'EMAIL_CODE' },
    now: START,
    settings: { publicUrl: PUBLIC_URL },
  } as unknown as Context;
  const variableValues = { id: encodeGlobalID('Enrollment', enrollmentId) };
  const source = readExample('ClaimPreview').query;
  const answer = await graphql({ schema, source, variableValues, contextValue });
  expect(answer.errors).toBeUndefined();
  return JSON.parse(JSON.stringify(answer.data)).node?.claimPreview ?? null;
};

test.each(['CREDIT', 'PERSONAL'] as const)('%s: says what the claim then prints, word for word', async (purpose) => {
  const { userId, enrollmentId, now } = await finisher(purpose);
  const preview = await previewOf(userId, enrollmentId);
  expect(preview.printedName).toBe(LEARNER);
  const row = await claim(userId, enrollmentId, now);
  const printed = openFacts(world.vault, row)?.facts;
  expect(preview).toMatchObject({
    printedName: printed?.learnerName,
    courseTitle: printed?.course.title,
    courseVersion: printed?.course.version,
    hoursOfStudy: (Number(printed?.studyHundredths) / 100).toFixed(2),
    completedOn: printed?.completedOn,
    organization: printed?.organization.legalName,
    statements: printed?.statements,
    specimen: printed?.specimen,
  });
  for (const color of Object.values(preview.colors)) expect(color).toMatch(/^#[0-9a-f]{6}$/);
  // The certificate itself takes its place.
  expect(await previewOf(userId, enrollmentId)).toBeNull();
});

test('follows the name in the profile', async () => {
  const { userId, enrollmentId } = await finisher();
  await rename(userId, 'Robin Other');
  expect((await previewOf(userId, enrollmentId)).printedName).toBe('Robin Other');
});

test('is nothing before everything was done, and nobody else’s', async () => {
  const begun = await enrolledLearner();
  expect(await previewOf(begun.userId, begun.enrollmentId)).toBeNull();
  const { enrollmentId } = await finisher();
  expect(await previewOf(await newLearner(world.db), enrollmentId)).toBeNull();
});
