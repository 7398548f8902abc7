export const shell = {
  skip: 'Skip to the text',
  leave: 'Leave this page',
  leaveHint: 'Goes to a page about the weather at once. Shift three times does the same.',
  safety: 'Reading safely, and whom to call',
  privacy: 'Privacy',
  terms: 'Terms',
  home: 'Courses',
  learn: 'Learning',
  wallet: 'Certificates',
  me: 'You',
  desk: 'Desk',
  languages: 'Other languages',
  /** Each page of a translation that nobody has read says it, and the same in English. */
  unread: 'No native speaker has read this translation yet.',
  loading: 'Loading…',
  missing: 'This page does not exist, or it is not yours.',
  missingTitle: 'Nothing is here',
  toLearning: 'Go to your learning page',
  failedTitle: 'This did not load',
  offlineTitle: 'You are offline',
  offline: 'The page could not be loaded. Your work up to now is kept.',
  /** Of something that was to be sent. The bar of the page says that there is no network. */
  notSent: 'That was not sent. It stays on this page: try again when there is a network.',
  /** Seconds, or null where the server does not say how long. */
  busy: (seconds: number | null) =>
    seconds === null || seconds <= 10
      ? 'The server is busy. Try again in a few seconds.'
      : seconds <= 90
        ? `The server is busy. Try again in ${Math.ceil(seconds)} seconds.`
        : `The server is busy. Try again in ${Math.ceil(seconds / 60)} minutes.`,
  again: 'Try again',
  requestId: 'If it happens again, tell whoever runs this site:',
  offlineBar: 'You are offline. This page stays. Nothing is counted or saved until you are back.',
  mailTitle: 'Your mail',
  mailBounced: (address: string, day: string) => `Mail to ${address} did not arrive on ${day}.`,
  mailChange: 'Change your address',
  onlineAgain: 'You are back online.',
};
