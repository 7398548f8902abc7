export const privacy = {
  welcomeTitle: 'Before you begin',
  safety: {
    title: 'Reading safely',
    lead: 'Does anybody near you look at your phone, your computer or your mail?',
    leave:
      '“Leave this page” stands on the top right of every page. It empties the page at once, ends your session and goes to a page about the weather. Shift three times does the same.',
    limits:
      'It cannot clear what your browser remembers from before, your mailbox, or what software on a watched device has seen.',
    more: 'Read what it cannot undo, and whom to call',
    ask: 'How should this browser name these pages?',
    plain: 'By what they are',
    plainHint: 'No setting is kept in this browser.',
    discreet: 'As “Reading”',
    discreetHint:
      'Discreet mode, with a plain icon and one entry in the history for a course. This one choice is kept in this browser. You can change it under “You”.',
    go: 'Go on',
  },
  agree: {
    title: 'Two texts, and one choice',
    changedTitle: 'A text has changed',
    lead: 'They are short. Read them before you agree.',
    changedLead: 'It has changed since you agreed to it.',
    read: 'Read it',
    version: (version: string, day: string) => `Version ${version}, from ${day}`,
    optional: 'You may leave this box empty and change it at any time.',
    missing:
      'Tick the first two boxes to go on. Without them you can read the public pages, and nothing is recorded about you.',
    missingChanged: 'Tick the box to go on.',
    textChanged: 'A newer version came in this moment. Read it before you agree.',
    go: 'Agree and go on',
    signOut: 'Rather not: sign me out',
  },
  texts: {
    title: 'What you agreed to',
    agreed: (version: string, when: string) => `Version ${version}, agreed on ${when}`,
    notAgreed: 'Not agreed',
    newer: 'There is a newer version. You are asked at your next sign-in.',
    consentNewer: 'There is a newer version. You are asked where you write.',
    withdrawn: (when: string) => `Taken back on ${when}`,
    withdraw: 'Take it back',
    give: 'Agree',
    withdrawWarn:
      'What you wrote for yourself in reflections is then deleted at once, for good. Download your data first if you want to keep it.',
    withdrawCare:
      'So is what you wrote for therapy events: the form, your own plan, and the plan that you both write if you changed it or agree to it. The person who comes with you can see that this plan is gone. Your place stays.',
    withdrawNow: 'Take it back and delete',
    keep: 'Leave it as it is',
    emptied: (reflections: number, events: number) => {
      const parts = [
        reflections === 0 ? [] : `${reflections} ${reflections === 1 ? 'reflection' : 'reflections'}`,
        events === 0 ? [] : `what you wrote for ${events} ${events === 1 ? 'event' : 'events'}`,
      ].flat();
      return parts.length === 0
        ? 'Taken back. There was nothing to delete.'
        : `Taken back. Deleted: ${parts.join(', and ')}.`;
    },
  },
  data: {
    title: 'Your data',
    what: 'Everything that is recorded about you, as one file: profile, courses, study time, answers, reflections, certificates, your places at events, and of therapy events your form, your own plan, the plan that you both write, and what you asked for so that you can take part. Evaluations are not in it: nobody knows which are yours.',
    warn: 'The file names your courses and has what you wrote. It lands among the downloads of this device.',
    get: 'Download my data',
  },
  erasure: {
    title: 'Erasing your account',
    goes: 'Your name, your address, reflections, signatures and every way to sign in are deleted, all at the same time. It cannot be undone.',
    goesCare:
      'What you wrote for therapy events goes at once, also where the rest must wait: the form, your own plan, and the plan that you both write if you changed it or agree to it. The person who comes with you can see that this plan is gone. When the account goes, your places at events end, and of two people who come together both: the other one gets a mail that the place does not go ahead.',
    stays:
      'Your certificates can still be checked by their number, without your name. Evaluations stay, because nobody knows which are yours. Download your certificates first.',
    waits:
      'Where an organization must keep a record of credit or of money, the erasure waits for that day. You are told which, and until when.',
    start: 'Erase my account',
    confirm: 'Type your mail address to confirm',
    confirmHint: (email: string) => `It is ${email}.`,
    now: 'Erase it',
    no: 'Cancel',
    cancel: 'Call the request off',
    requested: (when: string) => `You asked for this on ${when}.`,
    held: 'What must be kept, and until when',
    certificate: (number: string, organization: string, until: string) =>
      `Certificate ${number}, ${organization}: until ${until}`,
    order: (organization: string, until: string) => `An order, ${organization}: until ${until}`,
    doneTitle: 'Your account is erased',
    home: 'To the courses',
  },
  failed: 'That did not work. Try again.',
  offline: 'You are offline. Nothing was changed.',
};
