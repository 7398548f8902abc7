import { faceFor } from '../fonts/faces.ts';
import { type Fitted, fitLines } from './lines.ts';
import { PAGE } from './page.ts';

/** The box of the learner's name; nothing of a name leaves it. */
export const NAME_WIDTH = PAGE.width - 236;
export const TITLE_WIDTH = PAGE.width - 236;

/** The name: 46 pt shrinking to 26 on one line, then two balanced lines of at most 27, then three. */
export const fitName = (name: string): Fitted =>
  fitLines(name, faceFor('serif', name), NAME_WIDTH, [
    { lines: 1, largest: 46, smallest: 26 },
    { lines: 2, largest: 27, smallest: 15 },
    { lines: 3, largest: 17, smallest: 9 },
  ]);

/** The activity's title: 23 pt down to 14, at most three lines. */
export const fitTitle = (title: string): Fitted =>
  fitLines(title, faceFor('strong', title), TITLE_WIDTH, [
    { lines: 1, largest: 25, smallest: 20 },
    { lines: 2, largest: 23, smallest: 16 },
    { lines: 3, largest: 17, smallest: 9 },
  ]);
