/** Of how a training was evaluated. */
export const reports = {
  title: 'Evaluation',
  toEvent: 'Back to the event',
  which:
    'What people answered after the event, without their names. Here are answers of months that are over, and nothing of fewer than five people.',
  late: 'What comes later waits until there are five. What stays too few for this event counts in the report of the course only, together with other events, so that nobody can tell who answered what.',
  nothingYet: 'There are not enough answers yet. Come back after the end of the month.',
  groups: { OBJECTIVE: 'What people learned', PRESENTER: 'Who taught', COURSE: 'The course' } as Record<string, string>,
  few: 'Too few answers yet: five are needed.',
  fewChosen: 'Too few answers yet: five are needed of each option that anybody chose.',
  answers: (count: number) => `${count} ${count === 1 ? 'answer' : 'answers'}`,
  average: (value: string, steps: number) => `Average ${value} of ${steps}`,
  scale: (steps: number) => `From 1 to ${steps}:`,
  someOf: (shown: number) => `These are ${shown} of them, chosen at random.`,
};
