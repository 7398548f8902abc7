/** What somebody needs in order to take part in a therapy event. */
export const needs = {
  title: 'What you need to take part',
  sentQuietly: 'Your request is sent. The answer will stand here, and no mail says so.',
  mailMe: 'Mail me about it',
  mailMeHint:
    'Without this mark the answer stands here, and no mail says so. With it a mail to the address of your account says “Your request has an answer”.',
  mailed: 'A mail says when it has an answer.',
  notMailed: 'No mail says when it has an answer.',
  count: (all: number, waiting: number) => {
    const requests = all === 1 ? '1 request' : `${all} requests`;
    if (waiting === 0) return `${requests}, none waiting.`;
    return waiting === all ? `${requests}, waiting.` : `${requests}, ${waiting} waiting.`;
  },
  noRequest: 'You have asked for nothing.',
  toOwn: 'Ask for what you need, or see the answer',
  about: 'Asked of everybody. Write what you need, not why.',
};
