import { minutes } from './lengths.ts';

/** Of the list of modules, and of the help beside the text. */
export const modules = {
  outline: 'Modules',
  toRound: 'Back to your checklist',
  counted: (counted: number, required: number) => `${counted} of ${minutes(required)} counted`,
  done: 'Finished',
  here: 'You are here',
  help: {
    title: 'Help now',
    fixed: 'Help now',
    for: 'For:',
    hours: 'Hours:',
    inWriting: 'In writing:',
    checked: (day: string, how: 'CALLED' | 'PAGE' | 'COPY' | 'DIRECTORY' | null) =>
      ({
        CALLED: `Checked by a call on ${day}`,
        PAGE: `Read on its page on ${day}`,
        COPY: `Read in a copy of a public page on ${day}`,
        DIRECTORY: `Read in directories of others on ${day}`,
        UNSAID: `Checked on ${day}`,
      })[how ?? 'UNSAID'],
    others: 'In other countries',
    site: 'Website',
  },
};
