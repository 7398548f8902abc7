import { duration } from './lengths.ts';

export const enroll = {
  eyebrow: 'Before you start',
  title: 'Start this course',
  retired: 'This course takes no new learners.',
  live: 'This course takes place live. You register for one of its dates.',
  already: 'You have already started this course.',
  continueIt: 'Go to your round',
  purpose: 'Why do you take it?',
  credit: 'To show a board or an employer',
  creditAsks: (test: string | null) =>
    `It asks for: all modules with their time, ${test ?? 'the post-test'}, an evaluation, and a statement that you sign.`,
  test: (draw: number, percent: number) => `a post-test of ${draw} questions with ${percent} percent right`,
  noHours: 'This course justifies no hours, so it cannot be taken for this purpose.',
  personal: 'For yourself',
  personalAsks:
    'It asks for: the modules, their time and their short checks. There is no test at the end, and nobody asks for your name. A certificate without credit is there if you want one.',
  switchLater:
    'You can change this only by withdrawing and starting again. Modules and time do not carry over then. Used attempts at the post-test do.',
  plan: (count: number) =>
    `Plan about ${duration(count)}. We count 200 words of reading a minute, a minute for each question, three for each writing prompt, and the evaluation.`,
  read: 'Please read',
  changed: 'The texts have changed since you opened this page. What is new is marked. Read it and agree again.',
  isNew: 'Changed',
  choosePurpose: 'Choose why you take the course.',
  consentMissing: 'Tick this if you agree. Without it you cannot start.',
  adultMissing: 'This course is for adults. Tick this if you are one.',
  start: 'Start the course',
  other: (purpose: string) => `You are already in this course: ${purpose}.`,
  purposes: { CREDIT: 'For a board or an employer', PERSONAL: 'For yourself' } as Record<string, string>,
  samples: {
    SPECIMEN: 'This is a demonstration: its certificates say SPECIMEN and are no record of study.',
    ORGANIZATION: 'The organization is a sample that does not exist, so no board accepts its certificates.',
  },
  toCourses: 'See the courses',
  failed: 'That did not work. Try again.',
};
