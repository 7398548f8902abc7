import { join } from 'node:path';
import type { Client, Data } from '../cli/demo/client.ts';
import { draft, playIntensive, publishDay } from '../cli/demo/intensive.ts';
import { agree, enroll, evaluateAndSign, studyAll, takeQuiz, travel } from '../cli/demo/journey.ts';
import { withLiveCourse } from '../cli/demo/liveCourse.ts';
import { offerSpecimens } from '../cli/demo/specimens.ts';
import { CONTENT } from '../server/service.ts';
import { clientOf } from './journey.ts';
import { importCourse, shortCourse } from './shortCourse.ts';
import { world } from './world.ts';

/** Made when first asked for, and then kept. */
const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
};

const OWNER = 'olive@example.org';

/** The owner, who offers credit on two approvals that are specimens. */
export const owner = once(async (): Promise<Client> => {
  const { server, course } = world();
  const client = await clientOf(OWNER);
  await offerSpecimens(client, OWNER, { ...course.course, operate: server.operate });
  return client;
});

/** The course of live format, of which events are dates. */
export const liveCourse = once(async () => {
  const { server, course } = world();
  const imported = (folder: string) => server.operate(['course', 'import', folder]);
  await withLiveCourse(join(CONTENT, course.course.slug), imported);
});

/** Somebody with licenses, credit, certificates and a paid day. One certificate was replaced, and one revoked. */
export const graduate = once(async () => {
  const { server, course } = world();
  const { organization } = course.course;
  const selling = await owner();
  const email = 'grace@example.org';
  const learner = await clientOf(email);
  await travel(learner, course, { legalName: 'Grace Example', country: 'NZ', timeZone: 'Pacific/Auckland' });
  await liveCourse();
  if (server.standIn !== null) await playIntensive({ owner: selling, learner, standIn: server.standIn, organization });
  const { certificates } = await learner.run('MyCertificates', { after: null });
  const numbers = Object.values(certificates?.nodes ?? {}).map(({ number }) => String(number));
  const [revoked, replaced] = numbers;
  await selling.run('RevokeCertificate', { input: { number: revoked, reason: 'ISSUED_IN_ERROR' } });
  const correction = { number: replaced, correctedName: 'Grace Q. Example', reason: 'A changed name.' };
  await selling.run('ReissueCertificate', { input: correction });
  return { email, numbers, learner };
});

/** Somebody who has finished every module and has the post-test before them. Journeys that use up its attempts have people of their own. */
export const readerOf = (email: string) =>
  once(async () => {
    const begun = await beginner(email);
    await agree(begun.client);
    await studyAll(begun.client, world().course, begun);
    return begun;
  });

/** Somebody who has only begun. */
export async function beginner(email: string, slug = world().course.course.slug) {
  const client = await clientOf(email);
  const course = await client.run('Course', { slug });
  return { email, client, course, ...(await enroll(client, course)) };
}

/** Events to which people come in different ways, by their ids. */
export const events = once(async () => {
  const { learner } = await graduate();
  const selling = await owner();
  const { id } = await selling.run('Approvals', { slug: world().course.course.organization });
  const day = draft(new Date(Date.now() + 60 * 86_400_000), undefined);
  const free = { ...day, prices: [{ label: 'Free day', amountMinor: 0, taxChoiceId: undefined }] };
  const publish = async (slug: string, wanted: Parameters<typeof publishDay>[2]) =>
    String((await publishDay(selling, { organizationId: id as Data, slug }, wanted)).id);
  const full = await publish('full-day', { ...free, capacity: 1 });
  await learner.run('RegisterFree', { input: { intensiveId: full, adult: true } });
  const { registrations } = await learner.run('MyRegistrations', { after: null });
  return {
    free: await publish('free-day', free),
    full,
    applying: await publish('day-by-application', { ...free, admission: 'APPLICATION' }),
    paid: String(Object.values(registrations?.nodes ?? {}).at(-1)?.intensive?.id),
  };
});

/** Somebody who reads for themselves and has finished: they may claim. */
export const claimant = once(async () => {
  const { course } = world();
  const email = 'fern@example.org';
  const client = await clientOf(email);
  const { slug } = course.course;
  const known = await client.run('Course', { slug });
  await client.run('UpdateProfile', {
    input: { legalName: 'Fern Example', country: 'NZ', timeZone: 'Pacific/Auckland' },
  });
  const begun = await enroll(client, known, { purpose: 'PERSONAL' });
  await agree(client);
  await studyAll(client, course, begun);
  return { email, client, ...begun };
});

const short = once(async () => {
  const pack = shortCourse('short-course');
  await importCourse(pack);
  return pack;
});

/** Somebody in a course of one module who has done everything before this. */
export async function learnerAt(email: string, next: 'MODULE' | 'EVALUATION' | 'STATEMENT' | 'CLAIM') {
  const pack = await short();
  const begun = await beginner(email, pack.course.slug);
  const { client, enrollmentId } = begun;
  const legalName = 'Lee Example';
  await client.run('UpdateProfile', { input: { legalName, country: 'NZ', timeZone: 'Pacific/Auckland' } });
  await agree(client);
  const round = `/learn/${encodeURIComponent(enrollmentId)}`;
  const learner = { ...begun, legalName, round, pack };
  if (next === 'MODULE') return learner;
  await studyAll(client, pack, begun);
  await takeQuiz(client, pack, begun, ['post-test', ({ kind }) => String(kind) === 'POST_TEST']);
  if (next !== 'EVALUATION')
    await evaluateAndSign(client, { enrollmentId, legalName: next === 'CLAIM' ? legalName : null });
  return learner;
}
