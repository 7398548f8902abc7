/** What is asked weeks after a course. Nothing here names one. */
export const later = {
  title: 'A few questions',
  lead: 'Three questions, one after the other, and what you tried. Your first answer stays, and its reasons follow at once. Nothing is passed or failed, and nothing counts.',
  leadOwn: 'One question, for words of your own. Nothing counts.',
  choose: 'Choose an answer first.',
  answer: 'Answer',
  next: 'Next question',
  toTried: 'Go on',
  optional:
    'You may leave this. Nothing depends on it. You can take it back at any time under “You”; what you wrote here is then deleted.',
  early: (day: string | null) => (day === null ? 'This opens after you complete the course.' : `This opens on ${day}.`),
  over: 'This is over. What you answered stays here.',
  off: 'You are not asked. You can switch this on at the page that you go back to.',
  toRound: 'Back to your checklist',
  failed: 'That did not work. Try again.',
  offline: 'There is no network. Nothing was sent.',
};
