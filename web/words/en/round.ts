import { duration, minutes } from './lengths.ts';

export const round = {
  title: 'Your round',
  plan: (count: number) =>
    `Plan about ${duration(count)}. We count 200 words of reading a minute, a minute for each question, three for each writing prompt, and the evaluation.`,
  closedTitle: 'A closed round',
  start: 'Start with module 1',
  go: (number: number) => `Continue with module ${number}`,
  credit: {
    heading: 'What stands between you and the certificate',
    explains: 'The list is checked anew each time you open this page. You can do each row as soon as it opens.',
  },
  /** Of a round without credit. */
  own: {
    heading: 'How far you are',
    explains: 'You read for yourself: there is no test. You can stop whenever you like.',
    certificate: 'It confers no credit. It prints a name; only the page of the claim asks for it.',
  },
  standing: { DONE: 'Done', PART: 'Under way', OPEN: 'To do', FREE: 'If you like', LATER: 'Later' } as Record<
    string,
    string
  >,
  rows: {
    MODULES: 'Modules',
    TIME: 'Time of study',
    POST_TEST: 'Post-test',
    EVALUATION: 'Evaluation',
    STATEMENT: 'Statement',
    CLAIM: 'Certificate',
    OWN_CLAIM: 'Certificate',
  } as Record<string, string>,
  actions: {
    MODULES: 'Go on reading',
    TIME: 'Go on reading',
    POST_TEST: 'To the post-test',
    EVALUATION: 'To the evaluation',
    STATEMENT: 'To the statement',
    CLAIM: 'Claim the certificate',
    OWN_CLAIM: 'To the certificate',
  } as Record<string, string>,
  toName: 'Write your name',
  modules: (done: number, total: number) => `${done} of ${total} finished.`,
  modulesAndTime: (done: number, total: number, counted: number, required: number) =>
    `${done} of ${total} finished, ${counted} of ${minutes(required)} counted.`,
  time: (counted: number, required: number) => `${counted} of ${minutes(required)} counted.`,
  noTime: 'No time is asked of you.',
  afterModules: 'Opens when all modules are finished.',
  passMark: (percent: number) => `${percent} percent must be right.`,
  attemptsLeft: (count: number) => `${count} ${count === 1 ? 'attempt' : 'attempts'} left.`,
  best: (percent: number) => `Your best result so far: ${percent} percent.`,
  retryAt: (moment: string) => `The next attempt opens ${moment}.`,
  passed: 'Passed.',
  evaluationLater: 'Opens after the post-test.',
  evaluationOpen: 'Your answers about the course. They are mixed with those of others.',
  evaluated: 'Filled in.',
  statementLater: 'Opens after the evaluation.',
  statementOpen: 'You sign that you did the work yourself.',
  signed: 'Signed.',
  nameMissing: 'Your profile has no name to print yet.',
  claimLater: 'Opens when everything above is done.',
  claimOpen: 'Everything is done.',
  claimed: 'Issued.',
  modulesHeading: 'The modules',
  approvals: 'Who has approved this course',
  newer: (version: string) =>
    `Version ${version} of this course is out. This round stays with the version that you started.`,
  samples: {
    SPECIMEN: 'This is a demonstration: its certificates say SPECIMEN and are no record of study.',
    ORGANIZATION: 'The organization is a sample that does not exist, so no board accepts its certificates.',
  },
  whoHelps: (name: string) => `Questions, or you need more time or another format? Ask ${name}:`,
  withdraw: 'Withdraw from this round',
  withdrawStays:
    'What you did stays on record, and you can still read it here. Used attempts at the post-test still count if you start again. Modules and time do not carry over.',
  withdrawNow: 'Withdraw',
  withdrawn: 'You withdrew from this round. You can still read its modules.',
  again: 'The course in the catalog',
  taught: 'After the training the organization states what you taught. You can claim that.',
  purposes: {
    CREDIT: 'For a board or an employer',
    PERSONAL: 'For yourself',
    INSTRUCTOR: 'As its instructor',
  } as Record<string, string>,
  times: (round: number) => `Round ${round}`,
  toCertificate: 'See the certificate',
  failed: 'That did not work. Try again.',
};
