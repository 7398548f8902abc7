import type { Said } from '../shapes.ts';

// Other people may read a mailbox. So neither subject nor text names a course or a subject.

/** To somebody who wanted to be asked later: a round has opened. */
export function followUp({ page, stop }: { page: string; stop: string }): Said {
  return {
    subject: 'What you asked us to send',
    text: `You asked Attune to write to you about now. What you asked for is ready and takes a few minutes.

Sign in to see it: ${page}

Nothing depends on it. If you want no more of these mails, this page stops them, without an account:

${stop}
`,
  };
}
