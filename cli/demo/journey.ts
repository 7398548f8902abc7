import { setTimeout as sleep } from 'node:timers/promises';
import type { CoursePackage } from '../../schema/courses/rules/package/canonical.ts';
import { studied } from './answers.ts';
import { type Client, type Data, JourneyFailed } from './client.ts';
import { claimOffers } from './credit.ts';
import { type Issued, issued } from './download.ts';
import { addLicenses, type Earnable, type Held, seeOffers } from './licenses.ts';

export type Learner = { legalName: string; country: string; timeZone: string };
type Credit = Awaited<ReturnType<typeof claimOffers>>;
export type Earned = Issued & { certificate: Data; credit: Credit; transcript: Data };

/** More often than a reader's page sends a beat, because study is sped up. */
const BEAT_MS = 250;
const LONGEST_STUDY_MS = 10 * 3_600_000;

type Round = { enrollmentId: string; quizzes: Data[] };

/** Plays a therapist's whole journey, from the course page to a certificate that anyone can check. */
export async function travel(client: Client, pack: CoursePackage, learner: Learner): Promise<Earned> {
  const { slug } = pack.course;
  const course = await client.run('Course', { slug });
  await client.run('UpdateProfile', { input: learner });
  await agree(client);
  const licenses = await addLicenses(client, learner.legalName);
  const earnable = await seeOffers(client, slug, licenses);
  const round = await enroll(client, course);
  await studyAll(client, pack, round);
  await takeQuiz(client, pack, round, ['post-test', (quiz) => String(quiz.kind) === 'POST_TEST']);
  return finish(client, { ...round, legalName: learner.legalName, licenses, earnable });
}

/** Starts a round: for a board or an employer unless another purpose is given; of a live course, for a place at its training. */
export async function enroll(
  client: Client,
  course: Data,
  { purpose = 'CREDIT', registrationId }: { purpose?: string; registrationId?: Data | undefined } = {},
): Promise<Round> {
  const { enrollment } = await client.run('Enroll', {
    input: {
      courseId: course.id,
      ...{ purpose, registrationId, adult: true },
      acceptedDisclosuresHash: course.disclosures?.hash,
    },
  });
  if (enrollment === undefined) throw new JourneyFailed('Enroll returned no enrollment.');
  return { enrollmentId: String(enrollment.id), quizzes: Object.values(enrollment.quizzes ?? {}) };
}

/** Takes the pre-test and finishes every module. */
export async function studyAll(client: Client, pack: CoursePackage, round: Round): Promise<void> {
  const { enrollmentId } = round;
  await takeQuiz(client, pack, round, ['pre-test', (quiz) => String(quiz.kind) === 'PRE_TEST']);
  const { modules } = await client.run('ReadModules', { enrollmentId });
  for (const module of Object.values(modules ?? {})) {
    await study(client, enrollmentId, module);
    await client.run('SaveReflection', {
      input: { enrollmentId, moduleId: module.id, text: 'Something for myself alone.' },
    });
    await takeQuiz(client, pack, round, [`check of “${module.title}”`, (quiz) => quiz.moduleId === module.id]);
    await client.run(
      'CompleteModule',
      { input: { enrollmentId, moduleId: module.id } },
      `CompleteModule: ${module.title}`,
    );
  }
}

type Wanted = [title: string, fits: (quiz: Data) => boolean];

/** Takes a quiz and answers everything rightly. */
export async function takeQuiz(
  client: Client,
  pack: CoursePackage,
  { enrollmentId, quizzes }: Round,
  wanted: Wanted,
): Promise<void> {
  const [title, fits] = wanted;
  const answer = studied(pack);
  const { attempt } = await client.run(
    'StartQuizAttempt',
    { input: { enrollmentId, quizId: quizzes.find(fits)?.id } },
    `StartQuizAttempt: ${title}`,
  );
  const attemptId = attempt?.id;
  for (const question of Object.values(attempt?.questions ?? {})) {
    await client.run('SaveQuizAnswer', { input: { attemptId, questionId: question.id, answer: answer(question) } });
  }
  const submitted = await client.run('SubmitQuizAttempt', { input: { attemptId } }, `SubmitQuizAttempt: ${title}`);
  if (String(submitted.attempt?.passed) !== 'true') throw new JourneyFailed(`${title} was not passed.`);
}

/** Agrees to every text in its version, also to the one that reflections need. */
export async function agree(client: Client): Promise<void> {
  const { agreements } = await client.run('Agreements', {});
  const texts = Object.values(agreements ?? {}).map(({ kind, text }) => ({ kind, version: text?.version }));
  await client.run('AgreeToTexts', { input: { texts } });
}

/** Studies a module until the server has counted the time that it requires. */
async function study(client: Client, enrollmentId: string, module: Data) {
  const required = Number(module.secondsRequired);
  const record = (activity: string, positionPermille: number, studySessionId?: Data) =>
    client.run(
      'RecordModuleActivity',
      { input: { enrollmentId, moduleId: module.id, activity, positionPermille, studySessionId } },
      `RecordModuleActivity: ${activity}`,
    );
  const { studySession, secondsCounted } = await record('START', 0);
  let counted = Number(secondsCounted);
  for (const began = Date.now(); counted < required && Date.now() - began < LONGEST_STUDY_MS; ) {
    await sleep(BEAT_MS);
    const beat = await record('BEAT', Math.min(999, Math.floor((1000 * counted) / required)), studySession?.id);
    counted = Number(beat.secondsCounted);
  }
  await record('STOP', 1000, studySession?.id);
}

/** Hands in the evaluation, and signs the statement where a name is given. */
export async function evaluateAndSign(
  client: Client,
  { enrollmentId, legalName }: { enrollmentId: string; legalName: string | null },
): Promise<void> {
  const { evaluation, attestationText } = await client.run('Evaluation', { enrollmentId });
  const answers = Object.values(evaluation?.items ?? {})
    .filter((item) => String(item.required) === 'true')
    .map((item) =>
      String(item.kind) === 'SCALE'
        ? { itemKey: item.key, scale: Object.values(item.options ?? {}).length }
        : { itemKey: item.key, choice: item.options?.[1] },
    );
  await client.run('SubmitEvaluation', { input: { enrollmentId, answers } });
  if (legalName === null) return;
  await client.run('SignAttestation', {
    input: { enrollmentId, textVersion: attestationText?.version, typedName: legalName },
  });
}

type Finishing = { enrollmentId: string; legalName: string; licenses: Held[]; earnable: Earnable[] };

async function finish(client: Client, { enrollmentId, legalName, licenses, earnable }: Finishing): Promise<Earned> {
  await evaluateAndSign(client, { enrollmentId, legalName });
  const { certificate } = await client.run('ClaimCredit', { input: { enrollmentId, printedName: legalName } });
  if (certificate === undefined) throw new JourneyFailed('ClaimCredit returned no certificate.');
  const papers = await issued(client, certificate);
  const claiming = { enrollmentId, printedName: legalName, earnable, all: licenses };
  const credit = await claimOffers(client, claiming, papers);
  const transcript = await client.run('Transcript');
  return { certificate, ...papers, credit, transcript };
}
