import { studied } from '../../cli/demo/answers.ts';
import type { CoursePackage } from '../../schema/courses/rules/package/canonical.ts';
import type { Answer, Front } from './front.ts';
import type { Traveler } from './travelers.ts';

/** One thing that people do, and the calls that it takes of each traveler. Actions follow one another. */
export type Action = { name: string; measured: boolean; calls(traveler: Traveler): (() => Promise<void>)[] };

/** What a traveler holds on the way. */
type Bag = {
  enrollmentId: string;
  moduleId: string;
  quizId: string;
  sessionId: string;
  attempt: Answer;
  number: string;
};

const TWICE = [0, 1];

/** The way from a dashboard to a checked certificate, each step the one that succeeds. */
export const actionsOf = ({ run, ask, mailTo }: Front, course: CoursePackage): Action[] => {
  const rightAnswer = studied(course);
  const bags = new Map<Traveler, Bag>();
  const bagOf = (traveler: Traveler): Bag => {
    const bag = bags.get(traveler) ?? ({} as Bag);
    bags.set(traveler, bag);
    return bag;
  };
  const action = (name: string, does: (traveler: Traveler, bag: Bag) => Promise<unknown>, times = [0]): Action => ({
    name,
    measured: true,
    calls: (traveler) => times.map(() => async () => void (await does(traveler, bagOf(traveler)))),
  });
  const before = (name: string, does: (traveler: Traveler, bag: Bag) => Promise<unknown>): Action => ({
    ...action(name, does),
    measured: false,
  });
  const activity = (traveler: Traveler, { enrollmentId, moduleId, sessionId }: Bag, kind: string) =>
    run(traveler, 'RecordModuleActivity', {
      input: { enrollmentId, moduleId, activity: kind, positionPermille: 900, studySessionId: sessionId },
    });
  return [
    action('dashboard', (traveler) => run(traveler, 'Dashboard'), TWICE),
    before('opening the last module', async (traveler, bag) => {
      const { enrollments } = await run(traveler, 'Dashboard');
      bag.enrollmentId = enrollments.nodes[0].id;
      const { modules } = await run(traveler, 'ReadModules', { enrollmentId: bag.enrollmentId });
      bag.moduleId = modules.at(-1).id;
      const { quizzes } = await run(traveler, 'Quizzes', { enrollmentId: bag.enrollmentId });
      bag.quizId = quizzes.find(({ kind }: Answer) => kind === 'POST_TEST').id;
      bag.sessionId = (await activity(traveler, bag, 'START')).studySession.id;
    }),
    action('heartbeat', (traveler, bag) => activity(traveler, bag, 'BEAT'), TWICE),
    action('module completion', (traveler, { enrollmentId, moduleId }) =>
      run(traveler, 'CompleteModule', { input: { enrollmentId, moduleId } }),
    ),
    action('quiz start', async (traveler, bag) => {
      const { enrollmentId, quizId } = bag;
      bag.attempt = (await run(traveler, 'StartQuizAttempt', { input: { enrollmentId, quizId } })).attempt;
    }),
    {
      name: 'answer',
      measured: true,
      calls: (traveler) => {
        const { attempt } = bagOf(traveler);
        return attempt.questions.map((question: Answer) => async () => {
          const input = { attemptId: attempt.id, questionId: question.id, answer: rightAnswer(question) };
          await run(traveler, 'SaveQuizAnswer', { input });
        });
      },
    },
    action('submission', async (traveler, { attempt }) => {
      const { attempt: done } = await run(traveler, 'SubmitQuizAttempt', { input: { attemptId: attempt.id } });
      if (!done.passed) throw new Error('right answers did not pass');
    }),
    action('evaluation', async (traveler, { enrollmentId }) => {
      const { evaluation } = await run(traveler, 'Evaluation', { enrollmentId });
      const answers = evaluation.items
        .filter(({ required }: Answer) => required)
        .map(({ key, kind, options }: Answer) =>
          kind === 'SCALE' ? { itemKey: key, scale: 4 } : { itemKey: key, choice: options[0] },
        );
      await run(traveler, 'SubmitEvaluation', { input: { enrollmentId, answers } });
    }),
    action('signature', async (traveler, { enrollmentId }) => {
      const { attestationText } = await run(traveler, 'Evaluation', { enrollmentId });
      const input = { enrollmentId, textVersion: attestationText.version, typedName: traveler.name };
      await run(traveler, 'SignAttestation', { input });
    }),
    action('claim', async (traveler, bag) => {
      const input = { enrollmentId: bag.enrollmentId, printedName: traveler.name };
      bag.number = (await run(traveler, 'ClaimCredit', { input })).certificate.number;
    }),
    action('verification', async (traveler, { number }) => expectOk(await ask(traveler, `/verify/${number}`)), TWICE),
    action('asking for a code', async (traveler, bag) => {
      const body = { email: traveler.email, type: 'sign-in' };
      const answer = await expectOk(await ask(traveler, '/api/auth/email-otp/send-verification-otp', body));
      bag.sessionId = answer.headers.get('x-sign-in-nonce') ?? '';
    }),
    action('sign-in', async (traveler, { sessionId }) => {
      const body = { email: traveler.email, otp: mailTo(traveler.email).match(/^\d{8}$/m)?.[0] };
      await expectOk(await ask(traveler, '/api/auth/sign-in/email-otp', body, { 'x-sign-in-nonce': sessionId }));
    }),
  ];
};

const expectOk = async (response: Response): Promise<Response> => {
  const text = await response.text();
  if (!response.ok) throw new Error(`answered ${response.status}: ${text.slice(0, 300)}`);
  return response;
};
