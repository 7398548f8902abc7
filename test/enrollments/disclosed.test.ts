import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { eq } from 'drizzle-orm';
import { enrollments } from '../../drizzle/schema.ts';
import { systemAct } from '../../schema/act.ts';
import { importCourse } from '../../schema/courses/operations/importCourse.ts';
import { creditedTraining } from '../support/attendedCredit.ts';
import { attendee } from '../support/attending.ts';
import { couplesDraft, type Events, NOW, openEvents, publishedIntensive } from '../support/intensives.ts';
import { globalId } from '../support/quizPages.ts';
import { livePackage } from '../support/samplePackage.ts';

let events: Events;
beforeAll(async () => {
  events = await openEvents();
});
afterAll(() => events.world.close());

const SUPPORT = 'A later version has a sponsor.';
/** The same course with other disclosures. */
const later = () =>
  livePackage((files) => {
    const course = files.get('course.yaml') ?? '';
    const changed = course
      .replace(/^version: .*$/m, 'version: "2.0"')
      .replace(/^commercialSupport: .*$/m, `commercialSupport: ${SUPPORT}`);
    if (changed.split(SUPPORT).length !== 2) throw new Error('the sample has no commercial support');
    files.set('course.yaml', changed);
  });

type Shown = { hash: string; items: { text: string }[] };
const SHOWN = `query ($id: ID!, $course: String!) { node(id: $id) { ... on Intensive { disclosures { hash items { text } } } }
  course(slug: $course) { id disclosures { hash items { text } } } }`;
const ENROLL = `mutation ($input: EnrollInput!) { enroll(input: $input) { __typename
  ... on EnrollPayload { enrollment { id disclosuresHash } } ... on DisclosuresChangedError { currentHash } ... on Error { code } } }`;

test('a place at a training asks for the disclosures of the version that is taught there, not of a later one', async () => {
  const { training, courseId } = await creditedTraining(events);
  const { versionId } = await importCourse(events.world.db, systemAct(NOW), { package: later() });
  const who = await attendee(events, training);
  const { data } = await events.ask(null, SHOWN, { id: training.globalId, course: 'live-course' });
  const [taught, today] = [
    (data.node as { disclosures: Shown }).disclosures,
    (data.course as { disclosures: Shown }).disclosures,
  ];
  expect([taught, today].map(({ items }) => items.some(({ text }) => text.includes(SUPPORT)))).toEqual([false, true]);

  const enroll = async (acceptedDisclosuresHash: string) => {
    const place = { courseId: globalId('Course', courseId), registrationId: who.id };
    const input = { ...place, purpose: 'CREDIT', acceptedDisclosuresHash, adult: true };
    return (await events.ask(who.userId, ENROLL, { input })).data.enroll as Record<string, unknown>;
  };
  expect(await enroll(today.hash)).toMatchObject({ code: 'DISCLOSURES_CHANGED', currentHash: taught.hash });
  const { enrollment } = await enroll(taught.hash);
  expect(enrollment).toMatchObject({ disclosuresHash: taught.hash });
  const [row] = await events.world.db
    .select({ versionId: enrollments.versionId })
    .from(enrollments)
    .where(eq(enrollments.userId, who.userId));
  expect(row?.versionId).not.toBe(versionId);
});

test('an event without a course asks for nothing', async () => {
  const { id } = await publishedIntensive(events, 'for-two', couplesDraft(await events.tax()));
  const { data } = await events.ask(null, SHOWN, { id, course: 'none' });
  expect(data.node).toEqual({ disclosures: null });
});
