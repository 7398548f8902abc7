const plural = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

export const evaluations = {
  title: 'Evaluation',
  back: 'Back to your checklist',
  groups: { OBJECTIVE: 'What you learned', PRESENTER: 'Who taught', COURSE: 'The course' },
  groupHints: { OBJECTIVE: 'One question for each objective.', PRESENTER: '', COURSE: '' },
  optional: 'optional',
  required: (count: number) => `${plural(count, 'question')} need an answer. The others are optional.`,
  nameNobody: 'Please name nobody: no client, no colleague, not yourself.',
  charactersLeft: (count: number) => `${plural(count, 'character')} left`,
  draft:
    'Nothing is kept on this device and nothing is sent until you hand in. If you close this page, it is empty again.',
  leave: 'Your answers are not handed in yet and would be lost. Leave this page?',
  submit: 'Hand in the evaluation',
  final: 'You can hand it in once. Your answers are stored without your name, so nobody can change them later.',
  faultsTitle: (count: number) => `${plural(count, 'answer')} to look at`,
  needsAnswer: 'This needs an answer.',
  tooLong: (most: number) => `Write at most ${most} characters.`,
  done: 'Handed in',
  doneAt: (day: string) =>
    `You handed in this evaluation on ${day}. It cannot be read or changed here, because it is stored without your name.`,
  toStatement: 'Go on to the statement',
  notYet: 'Not open yet',
  notOpen: 'The evaluation opens when everything it asks about is done:',
  contentFirst: 'All modules are completed.',
  testFirst: 'The post-test is passed.',
  closed: 'This round is closed, so its evaluation cannot be filled in any more.',
};
