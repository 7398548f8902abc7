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
  savedOn: (day: string) => `You saved the form on ${day}. No instructor can open it.`,
  sentOn: (day: string) => `You sent the form on ${day}.`,
  readBy: 'Who reads it:',
  until: (day: string) => `They read it at the latest on ${day}.`,
  unopened: 'Nobody has opened it yet.',
  opened: (who: string, day: string) => `${who} opened it last on ${day}.`,
  somebody: 'An instructor of this event',
  met: (day: string) => `You were met alone on ${day}.`,
  closed: 'Nothing can be written here now: the organization has not yet said who reads it, and by which rules.',
  over: 'This place has ended, so nothing new can be written here. What you saved before stays until its last day, or until you delete it.',
  mailbox:
    'Whoever can read your mail can sign in as you and read this. If somebody does, do not write here: call somebody whom you trust or one of the services, or open a new account with an address that only you know.',
  stays: '“Stay signed in when I leave” is on in this browser: leaving does not end your session.',
  toStays: 'Change it',
  toCall: 'Whom to call',
  device: (leave: string, stays: boolean) =>
    `Nothing that you write here is kept on this device, and words that you have not saved are lost when you go. If others use it, press “${leave}” when you are done: the page is emptied, ${stays ? 'but you stay signed in, because this browser is set so' : 'and your session ends'}. The browser may still list that you were on this site, and a keyboard may learn words that you type.`,
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
