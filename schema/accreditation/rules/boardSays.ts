import type { COURSE_FORMATS } from '../../../drizzle/tables/courses.ts';
import type { Held } from './bodies.ts';
import type { BoardOn } from './inForce.ts';

export const BOARD_ANSWERS = ['LISTED', 'OTHER_FORMATS', 'NOT_LISTED', 'NOT_KNOWN', 'LOG_ONLY'] as const;

/** What a board's file says of an offer, in words that promise nothing. */
export type BoardWord = {
  answer: (typeof BOARD_ANSWERS)[number];
  words: string;
  /** The value of the file that it was read from; null where the file says nothing. */
  held: Held<unknown> | null;
};

type Offered = {
  accreditor: string;
  /** Its name. */
  body: string;
  formats: readonly (typeof COURSE_FORMATS)[number][];
};

const ASK = 'Ask your board.';

/** What the file of a board says of an approval and its formats. It never says that the board accepts a course. */
export function boardSays(board: BoardOn | null, { accreditor, body, formats }: Offered): BoardWord {
  if (board === null)
    return { answer: 'NOT_KNOWN', words: `No file of a board covers this profession there. ${ASK}`, held: null };
  const file = `The file of ${board.name}`;
  if (board.kind === 'LOG_ONLY')
    return {
      answer: 'LOG_ONLY',
      words: `${file} says that it approves no courses and takes a log. ${ASK}`,
      held: null,
    };
  const { accepts } = board.rules;
  if (accepts === undefined)
    return { answer: 'NOT_KNOWN', words: `${file} does not say whose approvals it takes. ${ASK}`, held: null };
  const held = accepts;
  const listed = accepts.value.find((one) => one.accreditor === accreditor);
  const whom = `for ${board.title}`;
  if (listed === undefined)
    return { answer: 'NOT_LISTED', words: `${file} does not list approvals by ${body} ${whom}. ${ASK}`, held };
  const allowed = listed.formats;
  if (allowed !== undefined && !formats.every((format) => allowed.includes(format)))
    return {
      answer: 'OTHER_FORMATS',
      words: `${file} says that it takes approvals by ${body} ${whom} in other formats only. ${ASK}`,
      held,
    };
  return {
    answer: 'LISTED',
    words: `${file} says that it takes approvals by ${body} ${whom} in this format. Only your board decides.`,
    held,
  };
}
