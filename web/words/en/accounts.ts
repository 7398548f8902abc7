type Wait = { count: number; unit: 'second' | 'minute' };

export const accounts = {
  title: 'Sign in',
  intro: 'We mail you a code. There is no password. The first code opens your account.',
  email: 'Your mail address',
  code: 'The code from the mail',
  codeHint: 'Eight digits. It works for 10 minutes, once, and in this browser only. Look in the spam folder too.',
  codeSent: 'We sent a code to this address.',
  sendCode: 'Mail me a code',
  signIn: 'Sign in',
  passkey: 'Use a passkey',
  anotherCode: 'Another code or address',
  mailWarning: 'The code comes by mail. If somebody else reads your mail, read this first:',
  offline: 'You are offline. Try again when you are back.',
  failed: 'That did not work. Try again, or ask for a new code.',
  waitFor: ({ count, unit }: Wait) => `Wait ${count} ${unit}${count === 1 ? '' : 's'}.`,
  signedOut: 'Your session has ended',
  stale: 'Sign in once more',
  staleWhy: 'You signed in a while ago. What you are about to do needs a sign-in of the last 15 minutes.',
  notNow: 'Not now',
  signedOutKept: 'Everything on this page is still here. Sign in, and we go on where you were.',
};
