export const reflection = {
  title: 'For yourself',
  onlyYou:
    'On this site only you can open it. Whoever holds your unlocked phone or your mailbox can read it too. If you fear that, write nothing.',
  savedWhen: 'It is saved when you press Save or go away from this page.',
  save: 'Save',
  saved: 'Saved.',
  saving: 'Saving.',
  notSaved: 'Not saved yet.',
  deleted: 'Deleted.',
  conflict: 'You wrote something else in another tab or on another device. Nothing was replaced.',
  otherText: 'The text there',
  takeOther: 'Take that text',
  keepMine: 'Keep the text here',
  why: 'What you write here may tell about your health, your therapy or your relationships. It is kept only if you agree to this text.',
  version: (version: string, day: string) => `Version ${version}, from ${day}`,
  newer: 'The text has changed since you agreed. What you wrote before stays; to write more, agree to this one.',
  textChanged: 'A newer version came in this moment. Read it before you agree.',
  agree: 'Agree and write',
  agreeAndSave: 'Agree and save',
  optional:
    'You may leave this. Reading, checks and the certificate do not need it. You can take it back at any time under “You”; what you wrote here is then deleted.',
  failed: 'That did not work. Try again.',
};
