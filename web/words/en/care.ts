/** What the pages of a therapy event have in common. */
export const care = {
  tab: 'Your events',
  back: 'Back to your place',
  title: 'What you write for this event',
  toForm: 'The form before you come',
  toPlan: 'Your own plan',
  toShared: 'The plan that you both write',
  toData: 'What is kept of you, and how to delete it',
  nothing: 'The form is empty. Whether you fill it in is up to you.',
  savedOn: (day: string) => `You saved the form on ${day}. You alone read it.`,
  sentOn: (day: string) => `You sent the form on ${day}.`,
  readBy: 'Who reads it:',
  until: (day: string) => `It is read by ${day}.`,
  unopened: 'Nobody has opened it yet.',
  opened: (who: string, day: string) => `${who} opened it last on ${day}.`,
  somebody: 'An instructor of this event',
  met: (day: string) => `You were met alone on ${day}.`,
  closed: 'Nothing can be written here now: the organization has not yet said who reads it, and by which rules.',
  over: 'This place has ended, so nothing new can be written here. What you saved before stays until its last day, or until you delete it.',
  device: (leave: string) =>
    `Nothing is kept on this device. If others use it, press “${leave}” when you are done: the page is emptied and your session ends, unless you chose under “You” to stay signed in. The browser may still list that you were on this site, and a keyboard may learn words that you type.`,
  consentWhy:
    'What you write here may tell about your health, your therapy or your relationships. It is kept only if you agree to this text.',
  consentOptional:
    'You need not agree, and you may leave all of this empty. Your place does not depend on it. You can take the consent back at any time under “You”; what you wrote here is then destroyed.',
  consentFirst: 'Not saved yet. Read the text above and agree to it, or leave it. Your words are still here.',
  elsewhere: 'You saved something else in another tab or on another device. If you save here, this replaces it.',
  leave: 'What you wrote is not saved and would be lost. Leave this page?',
  failed: 'That did not work, and nothing was changed. Your words are still on this page. Try again.',
  offline:
    'There is no connection, and nothing was changed. Your words are still on this page, and nowhere else. Try again when you are connected.',
};
