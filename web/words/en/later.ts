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
  /** Whether somebody wants to be asked. */
  offer: {
    heading: 'Weeks later',
    asks: (weeks: readonly number[]) =>
      `If you like, we ask you three questions and what you tried, ${weeks.join(' and ')} weeks after you complete the course: by one mail each, which names no course. Nothing counts, and your organization sees only how many answered rightly.`,
    asksOwn: (weeks: readonly number[]) =>
      `If you like, we ask you what you tried, ${weeks.join(' and ')} weeks after you complete the course: by one mail each, which names no course. Only you can read your answer.`,
    round: (weeks: number, state: string | null, day: string | null) =>
      state === 'OVER'
        ? `After ${weeks} weeks: over.`
        : day === null
          ? `After ${weeks} weeks.`
          : `After ${weeks} weeks: from ${day}.`,
    toRound: (weeks: number) => `After ${weeks} weeks: open now`,
    start: 'Ask me',
    started: 'You are asked.',
    stop: 'Do not ask me',
    stopped: 'You are not asked.',
  },
};
