/** What somebody reads whom a link invites. */
export const join = {
  pair: 'Come together',
  pairText: 'Somebody has invited you to come to an event together. You decide for yourself, with your own account.',
  what: 'What you are asked to',
  with: 'Who offers it',
  alone: 'Each of you is met alone first. What you say there is not told to the other.',
  no: 'You can leave this page without an answer: nobody is told that you were here.',
  help: 'If you are afraid, or pressed to say yes: whom to call',
  unknown:
    'What it is to is not shown: the invitation was used, has ended, or went to another address than that of this account.',
  place: 'Take a place',
  placeText: 'Somebody has a place for you. It becomes yours, with your own account.',
};
