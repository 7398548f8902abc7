import type { EventTexts, EventTold } from '../shapes.ts';

const signIn = ({ publicUrl }: EventTold): string => `Sign in at ${publicUrl} with this address to see it.`;

/** The mails about events. */
export const events: EventTexts = {
  APPLICATION_RECEIVED: {
    subject: 'Your application has arrived',
    says: (told) => `We have ${told.application}. It takes no place and costs nothing.

${
  told.alone
    ? 'It cannot be decided yet: one step in your account is still open.'
    : 'You will hear from us once it has been decided.'
} ${signIn(told)}`,
  },
  APPLICATION_NOT_ACCEPTED: {
    subject: 'About your application',
    says: (told) => `We cannot say yes to ${told.application} this time. Nothing is owed.

${signIn(told)}`,
  },
  ACCEPTED_WAITS: {
    subject: 'About your application',
    says: (told) => `We said yes to ${told.application}. No place is free at the moment, so you are on the waitlist.

When a place is free and it is your turn, we offer it to you by mail. ${signIn(told)}`,
  },
  PLACE_OFFERED: {
    subject: 'A place is offered to you',
    says: (told) => `We keep ${told.place} for you until ${told.until}.

${told.counts}
Sign in at ${told.publicUrl} with this address to take it or to decline it. After that time it goes to somebody else.`,
  },
  PLACE_CONFIRMED: {
    subject: 'Your place is confirmed',
    says: (told) => `Your registration is confirmed: you have ${told.place}.

Times, and how to get there, stand in your account. ${signIn(told)}`,
  },
  HOLD_ENDS: {
    subject: 'Your place is kept for five more minutes',
    says: (told) => `We keep ${told.place} for you until ${told.until}. Then it goes to somebody else.

${told.counts}
Sign in at ${told.publicUrl} to finish, or to ask once for more time.`,
  },
  HOLD_ENDED: {
    subject: 'Your place is no longer kept',
    says: (told) => `The time for which we kept ${told.place} is over. You owe nothing for it.

You can register again while places are left. ${signIn(told)}`,
  },
  PLACE_CANCELLED: {
    subject: 'Your place was canceled',
    says: (told) => `Your registration was canceled: you no longer have ${told.place}.

What is paid back, if anything was paid, stands in your account. ${signIn(told)}`,
  },
  PLACE_ENDED: {
    subject: 'About your place',
    says: (
      told,
    ) => `We are sorry to tell you that your place does not go ahead. You need not do anything, and you can write to the organization
if you have a question.

${signIn(told)}`,
  },
  PLACE_TRANSFERRED: {
    subject: 'Your place went to another person',
    says: (told) => `Another person has taken over ${told.place}, by the link that you made.

If you made no such link, write to the organization at once. ${signIn(told)}`,
  },
  PLACE_MOVED: {
    subject: 'Your place moved to another date',
    says: (
      told,
    ) => `Your registration moved to another date: there you have ${told.place}. You no longer have one at the date before.

Times, and how to get there, stand in your account. ${signIn(told)}`,
  },
  EVENT_CANCELLED: {
    subject: 'About your place',
    says: (
      told,
    ) => `We are sorry: the organizer had to cancel, so that ${told.place} does not go ahead. Whatever was paid comes back.
${told.reason}
${signIn(told)}`,
  },
  CHANGE_ASKED: {
    subject: 'Something has changed: please answer',
    says: (told) => `Something about ${told.place} has changed. Please say whether you stay, until ${told.until}.
${told.counts}
${told.changes}
Whoever leaves because of the change gets everything back. ${signIn(told)}`,
  },
  PLACES_ASKED: {
    subject: 'Something has changed: please answer',
    says: (
      told,
    ) => `Something about the places that you keep for others has changed. Please say for each that nobody has taken yet
whether it stays, until ${told.until}.
${told.counts}
${told.changes}
For a place that is given up because of the change, everything comes back. ${signIn(told)}`,
  },
  WAITLIST_OFFERED: {
    subject: 'A place is offered to you',
    says: (told) => `You waited, and now a place is free. We keep ${told.place} for you until ${told.until}.

${told.counts}
Sign in at ${told.publicUrl} with this address to take it at today's price.

If you no longer want it, open this page and press the button there, so that the next person gets it:

${told.link}`,
  },
  WAITLIST_PASSED: {
    subject: 'The place went to somebody else',
    says: (
      told,
    ) => `You did not take the place that was offered to you in time, so it went to somebody else, and you are no longer on
the waitlist.

You may join it again. ${signIn(told)}`,
  },
  WAITLIST_CLOSED: {
    subject: 'The waitlist is closed',
    says: (told) => `Registration is over and no place became free for you. Nothing is owed.

${signIn(told)}`,
  },
  PAIR_INVITED: {
    subject: 'An invitation for you',
    says: (
      told,
    ) => `Somebody gave us this address, to invite you. You say yes or no yourself. This mail does not say who, or to what, because others may
read it; ask the person of whom you think.

This page tells you how. It asks for an account of your own, with this address, and commits you to nothing:

${told.link}

If you expect no invitation, do nothing. Nobody is told anything.

If you want no more of them from this person, open this page and press the button there. It needs no account, and nobody is told:

${told.refusal}`,
  },
  PLACE_LINK: {
    subject: 'A place for you',
    says: (
      told,
    ) => `Whoever booked ${told.place} gave us this address, so that you can take it. If you do not know of it, ask your organization or the
person who registered you.

This page tells you how to take it, with an account of your own:

${told.link}

If you do not want it, do nothing.`,
  },
  APPLICATION_WAITS: {
    subject: 'An application waits',
    says: (
      told,
    ) => `An application${told.application} waits for your decision. Others of the same day are not announced one by one.

Sign in at ${told.publicUrl} to decide.`,
  },
  ACCOMMODATION_WAITS: {
    subject: 'A request waits',
    says: (
      told,
    ) => `A request${told.application} about what somebody needs in order to take part waits for your answer. Others of the same day are not
announced one by one.

Sign in at ${told.publicUrl} to read it and to answer.`,
  },
  ACCOMMODATION_ANSWERED: {
    subject: 'Your request has an answer',
    says: (told) => `A request that you made about ${told.place} has an answer.

${signIn(told)}`,
  },
  TIME_BOOKED: {
    subject: 'A time of yours was taken',
    says: ({ publicUrl }) => `Somebody has taken a time that you offer.

Sign in at ${publicUrl} to see it. This mail says nothing of whose it is.`,
  },
  TIME_FREE: {
    subject: 'A time of yours is no longer taken',
    says: ({
      publicUrl,
    }) => `A time that you offer is no longer taken. It can be taken again while registration is open.

Sign in at ${publicUrl} to see it. This mail says nothing of whose it is.`,
  },
  TIME_MOVED: {
    subject: 'A time of yours was moved',
    says: ({ publicUrl }) => `The organization has moved a time of yours. Whoever has it is asked whether they stay.

Sign in at ${publicUrl} to see it. This mail says nothing of whose it is.`,
  },
};
