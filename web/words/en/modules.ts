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
    checked: (day: string) => `Read on a public page on ${day}`,
    others: 'In other countries',
    site: 'Website',
  },
};
