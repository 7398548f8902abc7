const minutes = (many: number) => `${many} ${many === 1 ? 'minute' : 'minutes'}`;

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
  /** Of each objective, before the course, after it and weeks later. */
  results: {
    heading: 'Results by objective',
    which:
      'Of everybody who took this version of the course, at this event or elsewhere: the share that they had right. Of each person the first attempt counts, and the first answer weeks later.',
    late: 'Only who wants it is asked weeks later, so those results are of fewer people, who chose to answer. Nothing is shown of fewer than five people, and what they wrote is never shown.',
    caption: 'Share answered rightly, and by how many people',
    objective: 'Objective',
    stage: (stage: string, weeks: number | null) =>
      stage === 'PRE_TEST' ? 'Before' : stage === 'POST_TEST' ? 'After' : `${weeks} weeks later`,
    result: (percent: number, people: number) => `${percent}\u00a0% of\u00a0${people}`,
    few: 'Fewer than five',
    notAsked: 'Not asked',
  },
  /** Of who taught a training: what the organization states, and what its instructors earn by it. */
  teaching: {
    title: 'Who taught',
    lead: 'Say who taught how many minutes of each part. Instructors earn credit by what stands here, never by the agenda.',
    mayNot: 'Only owners and organizers may say who taught a training.',
    notOver: 'You can say so here once the training is over.',
    canceled: 'The training was canceled, so nobody taught it.',
    noParts: 'The training has no part that teaches.',
    part: (from: string, to: string, many: number) => `${from}–${to}, ${minutes(many)}`,
    hint: 'Minutes taught by each. Leave it empty for none.',
    settled: 'Why a saved number changes',
    settledHint: 'Only where a number that was saved before changes. Its instructor reads it.',
    noReason: 'Write why a saved number changes.',
    noChange: 'No number was changed.',
    wrong: (name: string, part: string, most: number) =>
      `${name}, ${part}: write a whole number, at most ${most}, or leave it empty.`,
    save: 'Save',
    saved: 'Saved.',
    failed: 'Something went wrong. Try again.',
    offline: 'There is no network. Nothing was changed.',
    history: 'What was taken back',
    said: (name: string, many: number, part: string) => `${name}, ${minutes(many)}: ${part}`,
    because: (day: string, reason: string) => `Taken back on ${day}: ${reason}`,

    here: 'You taught here',
    hereNone: 'The organization has not said yet how much you taught.',
    hereStated: (many: number) => `Stated so far: ${minutes(many)}.`,
    toHere: 'What you taught, and your credit',

    pageTitle: 'What you taught',
    stated: 'What the organization states',
    notStated:
      'Nothing yet. An owner or organizer says it once the training is over. Write to them if something is missing or wrong.',
    credit: 'Credit for teaching',
    noOffers: 'No offer of credit is open for this course today.',
    counts: 'It counts what instructors taught.',
    countsNot: 'It gives credit to learners alone.',
    amountLater: 'How much you earn stands here once you have enrolled as an instructor.',
    earns: (amount: string) => `${amount} as things stand.`,
    enroll: 'Enroll as an instructor',
    enrollText:
      'You enroll once for each training that you taught. Then you sign a statement and claim the certificate.',
    changed: 'The texts have changed since you opened this page. Read them again and agree to them.',
    toRound: 'Go on to the statement and the certificate',
    toCertificate: 'What you claimed',
  },
};
