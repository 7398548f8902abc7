export const reflection = {
  why: 'What you write here may tell about your health, your therapy or your relationships. It is kept only if you agree to this text.',
  version: (version: string, day: string) => `Version ${version}, from ${day}`,
  newer: 'The text has changed since you agreed. What you wrote before stays; to write more, agree to this one.',
  textChanged: 'A newer version came in this moment. Read it before you agree.',
  give: 'Agree and write',
  save: 'Agree and save',
  optional:
    'You may leave this. Reading, checks and the certificate do not need it. You can take it back at any time under “You”; what you wrote here is then deleted.',
  failed: 'That did not work. Try again.',
};
