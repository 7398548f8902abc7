import { type FaceRole, faceFor } from '../fonts/faces.ts';
import { type Fitted, fitLines, type Step } from './lines.ts';
import { PAGE } from './page.ts';

/** A heading that shrinks, then breaks: its face, the box that it must fit, and the steps. */
export type Heading = { role: FaceRole; width: number; steps: Step[] };

export const NAME_WIDTH = PAGE.width - 236;
export const TITLE_WIDTH = PAGE.width - 236;

/** The name: 46 pt shrinking to 26 on one line, then two balanced lines of at most 27, then three. */
export const NAME: Heading = {
  role: 'serif',
  width: NAME_WIDTH,
  steps: [
    { lines: 1, largest: 46, smallest: 26 },
    { lines: 2, largest: 27, smallest: 15 },
    { lines: 3, largest: 17, smallest: 9 },
  ],
};

/** The activity's title: 25 pt down to 9, at most three lines. */
export const TITLE: Heading = {
  role: 'strong',
  width: TITLE_WIDTH,
  steps: [
    { lines: 1, largest: 25, smallest: 20 },
    { lines: 2, largest: 23, smallest: 16 },
    { lines: 3, largest: 17, smallest: 9 },
  ],
};

export function fitHeading(text: string, { role, width, steps }: Heading): Fitted {
  return fitLines(text, faceFor(role, text), width, steps);
}
