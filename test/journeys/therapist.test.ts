import { createHash } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Answer, startTestService, type TestService } from '../support/service.ts';

let service: TestService;
beforeEach(async () => {
  service = await startTestService();
});
afterEach(() => service.stop());

/** Nothing on the way reads a table that grows with people as a whole. */
const expectNoScans = async () => expect(await service.scans()).toEqual([]);

const MINUTE = 60_000;
const NAME = 'Áine Ó Súilleabháin-Παπαδοπούλου';
type Person = Awaited<ReturnType<TestService['person']>>;

/** Reads a module as a reader does: opens it, stays, leaves at its end. */
const read = async ({ run }: Person, enrollmentId: string, module: Answer) => {
  const input = { enrollmentId, moduleId: module.id };
  const { studySession } = await run('RecordModuleActivity', {
    input: { ...input, activity: 'START', positionPermille: 0 },
  });
  const beat = (activity: string, positionPermille: number) =>
    run('RecordModuleActivity', { input: { ...input, activity, positionPermille, studySessionId: studySession.id } });
  for (let seconds = 0; seconds < module.secondsRequired; seconds += 60) {
    service.pass(MINUTE);
    await beat('BEAT', 500);
  }
  return beat('STOP', 1000);
};

/** Takes a quiz, answering as someone who has studied or as someone who guesses. */
const takeQuiz = async ({ run }: Person, enrollmentId: string, quizId: string, how: 'studied' | 'guessing') => {
  const started = await run('StartQuizAttempt', { input: { enrollmentId, quizId } });
  if (started.code) return started;
  for (const question of started.attempt.questions) {
    const right = service.rightAnswer(question) as Answer;
    const guess = right.optionIds
      ? {
          optionIds: question.options
            .filter(({ id }: Answer) => !right.optionIds.includes(id))
            .map(({ id }: Answer) => id)
            .slice(0, question.type === 'MULTIPLE' ? 9 : 1),
        }
      : right.orderedIds
        ? { orderedIds: [...right.orderedIds].reverse() }
        : {
            pairs: right.pairs.map(({ leftId }: Answer, index: number) => ({
              leftId,
              rightId: right.pairs.at(index - 1).rightId,
            })),
          };
    await run('SaveQuizAnswer', {
      input: { attemptId: started.attempt.id, questionId: question.id, answer: how === 'studied' ? right : guess },
    });
  }
  return (await run('SubmitQuizAttempt', { input: { attemptId: started.attempt.id } })).attempt;
};

test('a therapist earns a certificate, and anyone can check it', async () => {
  // Áine finds the course. It says what it is, what it is based on, and that it has not been approved or reviewed.
  const aine = await service.person('aine@example.org');
  const course = await aine.run('Course', { slug: 'better-after-betrayal' });
  expect(course).toMatchObject({ hoursOfStudy: '1.25', review: { status: 'PENDING' } });
  expect(course.approvalStatus).toContain('No accrediting body');
  expect(course.modules.length).toBeGreaterThanOrEqual(8);

  // She says who she is and enrolls, having accepted what was shown.
  await aine.run('UpdateProfile', { input: { legalName: NAME, country: 'IE', timeZone: 'Europe/Dublin' } });
  const { enrollment } = await aine.run('Enroll', {
    input: { courseId: course.id, purpose: 'CREDIT', acceptedDisclosuresHash: course.disclosures.hash, adult: true },
  });
  const quiz = (kind: string, moduleId?: string) =>
    enrollment.quizzes.find((each: Answer) => each.kind === kind && (!moduleId || each.moduleId === moduleId)).id;

  // A claim now tells her everything that is missing; the post-test is not open yet.
  const early = await aine.run('ClaimCredit', { input: { enrollmentId: enrollment.id, printedName: NAME } });
  expect(early.blockers.map(({ code }: Answer) => code)).toEqual(
    expect.arrayContaining([
      'MODULE_INCOMPLETE',
      'TIME_SHORT',
      'POST_TEST_NOT_PASSED',
      'EVALUATION_MISSING',
      'ATTESTATION_MISSING',
    ]),
  );
  expect(await takeQuiz(aine, enrollment.id, quiz('POST_TEST'), 'studied')).toMatchObject({ code: 'QUIZ_NOT_OPEN' });

  // The pre-test shows what she knows. It blocks nothing, and explains its answers once it is handed in.
  const before = await takeQuiz(aine, enrollment.id, quiz('PRE_TEST'), 'guessing');
  expect(before.questions.every(({ review }: Answer) => review !== null)).toBe(true);

  // She reads every module for its time and passes its check; crisis resources are shown beside each one.
  const { modules } = await aine.run('ReadModules', { enrollmentId: enrollment.id });
  for (const module of modules) {
    expect(module.safetyNotices.length).toBeGreaterThan(5);
    await read(aine, enrollment.id, module);
    expect(await takeQuiz(aine, enrollment.id, quiz('MODULE_CHECK', module.id), 'studied')).toMatchObject({
      passed: true,
    });
    const completed = await aine.run('CompleteModule', { input: { enrollmentId: enrollment.id, moduleId: module.id } });
    expect(completed.enrollment).toBeDefined();
  }

  // She fails the post-test once and learns her score, not which answers were right. A day later she passes.
  const failed = await takeQuiz(aine, enrollment.id, quiz('POST_TEST'), 'guessing');
  expect(failed).toMatchObject({ passed: false, scorePercent: 0 });
  expect(failed.questions.every(({ review }: Answer) => review === null)).toBe(true);
  expect(await takeQuiz(aine, enrollment.id, quiz('POST_TEST'), 'studied')).toMatchObject({ code: 'COOLDOWN' });
  service.pass(23 * 60 * MINUTE);
  await aine.run('Dashboard');
  service.pass(2 * 60 * MINUTE);
  const passed = await takeQuiz(aine, enrollment.id, quiz('POST_TEST'), 'studied');
  expect(passed).toMatchObject({ passed: true, scorePercent: 100 });
  expect(passed.questions[0].review.rationales.length).toBeGreaterThan(1);

  // She says what she thought of it, apart from her name, and signs that the work was hers.
  const { evaluation, attestationText } = await aine.run('Evaluation', { enrollmentId: enrollment.id });
  const answers = evaluation.items
    .filter(({ required }: Answer) => required)
    .map(({ key, kind, options }: Answer) =>
      kind === 'SCALE' ? { itemKey: key, scale: 4 } : { itemKey: key, choice: options[0] },
    );
  const { enrollment: evaluated } = await aine.run('SubmitEvaluation', {
    input: { enrollmentId: enrollment.id, answers },
  });
  expect(evaluated.completedAt).not.toBeNull();
  await aine.run('SignAttestation', {
    input: { enrollmentId: enrollment.id, textVersion: attestationText.version, typedName: NAME },
  });

  // She claims, twice; there is one certificate, and its PDF is hers alone.
  const claim = () => aine.run('ClaimCredit', { input: { enrollmentId: enrollment.id, printedName: NAME } });
  const { certificate } = await claim();
  expect((await claim()).certificate.number).toBe(certificate.number);
  expect(certificate).toMatchObject({ status: 'VALID', specimen: false, hoursOfStudy: '1.25', printedName: NAME });
  const path = `/certificates/${certificate.number}.pdf`;
  const pdf = await aine.get(path);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  const bytes = Buffer.from(await pdf.arrayBuffer());
  expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
  const stranger = await service.person('stranger@example.org');
  expect((await stranger.get(path)).status).toBe(404);
  expect((await fetch(service.url + path)).status).toBe(404);
  const link = new URL(certificate.pdfUrl);
  const linked = await fetch(service.url + link.pathname + link.search);
  const sha256 = (data: Buffer) => createHash('sha256').update(data).digest('hex');
  expect(sha256(Buffer.from(await linked.arrayBuffer()))).toBe(sha256(bytes));

  // Her board scans the code: the certificate is valid, and no name is shown to someone without the paper.
  const page = await fetch(`${service.url}/verify/${certificate.number}`, { headers: { accept: 'text/html' } });
  const html = await page.text();
  expect(html).toContain('Better After Betrayal');
  expect(html).not.toContain('Súilleabháin');
  const verdict = await stranger.run('VerifyCertificate', { number: certificate.number.toLowerCase() });
  expect(verdict).toMatchObject({ status: 'VALID', name: null, hoursOfStudy: '1.25' });

  // It is in her transcript, and the enrollment is closed.
  const transcript = await aine.run('Transcript');
  expect(transcript.transcript).toMatchObject({
    count: 1,
    totalHours: '1.25',
    entries: [{ certificateNumber: certificate.number }],
  });
  const late = await aine.run('CompleteModule', { input: { enrollmentId: enrollment.id, moduleId: modules[0].id } });
  expect(late.code).toBe('ENROLLMENT_CLOSED');

  // No mail she was sent names the course in its subject.
  expect(service.mails.map(({ subject }) => subject).join(' ')).not.toMatch(/betray|trust|course/i);
  await expectNoScans();
});

test('someone on their own way studies without a test, and their name is never shown', async () => {
  const sam = await service.person('sam@example.org');
  const course = await sam.run('Course', { slug: 'better-after-betrayal' });
  const { enrollment } = await sam.run('Enroll', {
    input: { courseId: course.id, purpose: 'PERSONAL', acceptedDisclosuresHash: course.disclosures.hash, adult: true },
  });
  const { modules } = await sam.run('ReadModules', { enrollmentId: enrollment.id });
  for (const module of modules) {
    await read(sam, enrollment.id, module);
    const check = enrollment.quizzes.find(({ moduleId }: Answer) => moduleId === module.id).id;
    await takeQuiz(sam, enrollment.id, check, 'studied');
    await sam.run('CompleteModule', { input: { enrollmentId: enrollment.id, moduleId: module.id } });
  }
  // Without a name there is nothing to print; with one the certificate is theirs.
  const nameless = await sam.run('ClaimCredit', { input: { enrollmentId: enrollment.id, printedName: 'Sam Sample' } });
  expect(nameless.blockers).toMatchObject([{ code: 'NAME_UNCONFIRMED' }]);
  await sam.run('UpdateProfile', { input: { legalName: 'Sam Sample' } });
  const { certificate } = await sam.run('ClaimCredit', {
    input: { enrollmentId: enrollment.id, printedName: 'sam sample' },
  });
  expect(certificate).toMatchObject({ status: 'VALID', printedName: 'Sam Sample', printed: { passPercent: null } });
  const verdict = await sam.run('VerifyCertificate', { number: certificate.number });
  expect(verdict).toMatchObject({ status: 'VALID', name: null });
  await expectNoScans();
});
