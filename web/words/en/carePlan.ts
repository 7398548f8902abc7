/** The plan of a therapy event: one's own part, and the part of two people. */
export const carePlan = {
  title: 'Your own plan',
  lead: 'For you. No instructor and nobody of the organization can open it.',
  leadOfPair:
    'For you. No instructor and nobody of the organization can open it, and it is not shown to the person who comes with you.',
  label: 'What do you want to do next?',
  hint: 'For example: what helps you, whom you can call, what you try first. An empty plan deletes the words that were here.',
  save: 'Save',
  saved: 'Saved. It is shown to nobody else.',
  sharedTitle: 'The plan that you both write',
  sharedLead:
    'You and the person who comes with you both read this text, and both can change it. Write here only what you both may read. Your form and your own plan are not part of it.',
  sharedLabel: 'What do you both want to do next?',
  sharedHint: 'Each change takes back what was agreed to before.',
  sharedSaved: 'Saved. You both read it. Nobody has agreed to this text yet.',
  waits: 'The person who comes with you has not joined yet. You can write here once they have.',
  notSaved: 'Not saved: the text was changed meanwhile. Your words are still here.',
  conflict:
    'This text was changed since you read it, by the person who comes with you or by you in another tab. Nothing was replaced: your own words are above.',
  otherText: 'The text as it stands now',
  otherGone: 'The text is no longer kept.',
  takeOther: 'Take the text as it stands',
  keepMine: 'Put my words in its place',
  agreeTitle: 'Let it be read',
  agreeReaders: 'Once you have both agreed to exactly this text, it is opened to those who read the form:',
  agreeAlone: 'Nothing that one of you wrote alone goes with it.',
  agreeFree:
    'You need not agree. If either of you changes the text later, both agreements are taken back, and the new text is read by nobody else until you both agree again.',
  agreeShows:
    'This page says whether you have both agreed. Whoever has agreed can tell by it whether the other one has, both of you alike.',
  standings: {
    NOBODY: 'You have not agreed to this text.',
    YOU: 'You have agreed to this text. It can be read once you both have.',
    BOTH: 'You have both agreed to this text. It can be read now.',
  },
  markFirst: 'Set the mark to go on.',
  agree: 'Agree',
  agreedNow: 'You have agreed to this text.',
  changedRead: 'The text was changed since you read it. The new text is above: read it before you agree.',
};
