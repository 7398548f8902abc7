import { setTimeout as sleep } from 'node:timers/promises';
import type { CoursePackage } from '../../schema/courses/rules/package/canonical.ts';
import { studied } from './answers.ts';
import { type Client, type Data, JourneyFailed } from './client.ts';

export type Learner = { legalName: string; country: string; timeZone: string };
export type Earned = { certificate: Data; pdf: Buffer; credential: Buffer; token: Buffer; transcript: Data };

/** More often than a reader's page sends a beat, because study is sped up. */
const BEAT_MS = 250;
const LONGEST_STUDY_MS = 10 * 3_600_000;

/** Plays a therapist's whole journey, from the course page to a certificate that anyone can check. */
export async function travel(client: Client, pack: CoursePackage, learner: Learner): Promise<Earned> {
  const answer = studied(pack);
  const course = await client.run('Course', { slug: pack.course.slug });
  await client.run('UpdateProfile', { input: learner });
  const { enrollment } = await client.run('Enroll', {
    input: {
      courseId: course.id,
      purpose: 'CREDIT',
      acceptedDisclosuresHash: course.disclosures?.hash,
      adult: true,
    },
  });
  if (enrollment === undefined) throw new JourneyFailed('Enroll returned no enrollment.');
  const enrollmentId = String(enrollment.id);
  const quizzes = Object.values(enrollment.quizzes ?? {});
  const quizIdOf = (fits: (quiz: Data) => boolean) => quizzes.find(fits)?.id;

  const takeQuiz = async (quizId: Data | undefined, title: string) => {
    const { attempt } = await client.run(
      'StartQuizAttempt',
      { input: { enrollmentId, quizId } },
      `StartQuizAttempt: ${title}`,
    );
    const attemptId = attempt?.id;
    for (const question of Object.values(attempt?.questions ?? {})) {
      await client.run('SaveQuizAnswer', { input: { attemptId, questionId: question.id, answer: answer(question) } });
    }
    const submitted = await client.run('SubmitQuizAttempt', { input: { attemptId } }, `SubmitQuizAttempt: ${title}`);
    if (String(submitted.attempt?.passed) !== 'true') throw new JourneyFailed(`${title} was not passed.`);
  };

  await takeQuiz(
    quizIdOf((quiz) => String(quiz.kind) === 'PRE_TEST'),
    'pre-test',
  );
  const { modules } = await client.run('ReadModules', { enrollmentId });
  for (const module of Object.values(modules ?? {})) {
    await study(client, enrollmentId, module);
    await client.run('SaveReflection', {
      input: { enrollmentId, moduleId: module.id, text: 'Something for myself alone.' },
    });
    await takeQuiz(
      quizIdOf((quiz) => quiz.moduleId === module.id),
      `check of “${module.title}”`,
    );
    await client.run(
      'CompleteModule',
      { input: { enrollmentId, moduleId: module.id } },
      `CompleteModule: ${module.title}`,
    );
  }
  await takeQuiz(
    quizIdOf((quiz) => String(quiz.kind) === 'POST_TEST'),
    'post-test',
  );
  return finish(client, enrollmentId, learner);
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

async function finish(client: Client, enrollmentId: string, { legalName }: Learner): Promise<Earned> {
  const { evaluation, attestationText } = await client.run('Evaluation', { enrollmentId });
  const answers = Object.values(evaluation?.items ?? {})
    .filter((item) => String(item.required) === 'true')
    .map((item) =>
      String(item.kind) === 'SCALE'
        ? { itemKey: item.key, scale: Object.values(item.options ?? {}).length }
        : { itemKey: item.key, choice: item.options?.[1] },
    );
  await client.run('SubmitEvaluation', { input: { enrollmentId, answers } });
  await client.run('SignAttestation', {
    input: { enrollmentId, textVersion: attestationText?.version, typedName: legalName },
  });
  const { certificate } = await client.run('ClaimCredit', { input: { enrollmentId, printedName: legalName } });
  if (certificate === undefined) throw new JourneyFailed('ClaimCredit returned no certificate.');
  const number = String(certificate.number);
  const pdf = await download(client, '/certificates/:number.pdf', number);
  const credential = await download(client, '/credentials/:number', number);
  const token = await download(client, '/credentials/:number.jwt', number);
  await verify(client, certificate);
  await verifyFile(client, pdf);
  const transcript = await client.run('Transcript');
  return { certificate, pdf, credential, token, transcript };
}

const download = (client: Client, route: string, number: string): Promise<Buffer> =>
  client.timed(`GET ${route}`, async () => {
    const answer = await client.request(route.replace(':number', number));
    if (!answer.ok) throw new JourneyFailed(`${route} was refused: ${answer.status} ${await answer.text()}`);
    const bytes = Buffer.from(await answer.arrayBuffer());
    return [`${bytes.length} bytes`, bytes];
  });

/** Checks a file as a licensing board does. */
const verifyFile = (client: Client, pdf: Buffer) =>
  client.timed('POST /verify', async () => {
    const headers = { 'content-type': 'application/pdf', accept: 'application/json' };
    const answer = await client.request('/verify', { method: 'POST', headers, body: new Uint8Array(pdf) });
    const report = (await answer.json()) as { overall?: string };
    if (report.overall !== 'GENUINE') throw new JourneyFailed(`The file's verdict is ${report.overall}, not GENUINE.`);
    return [report.overall, report];
  });

/** Checks a number as anyone can; no session is needed. */
async function verify(client: Client, { number, specimen }: Data) {
  const expected = String(specimen) === 'true' ? 'SPECIMEN' : 'VALID';
  await client.timed('GET /verify/:number', async () => {
    const answer = await client.request(`/verify/${number}`, { headers: { accept: 'application/json' } });
    const verdict = (await answer.json()) as { status?: string };
    if (verdict.status !== expected) throw new JourneyFailed(`The verdict is ${verdict.status}, not ${expected}.`);
    return [verdict.status, verdict];
  });
  await client.run('VerifyCertificate', { number });
}
