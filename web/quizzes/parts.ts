import type { QuizPartsFragment } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';

/** Who offers the course, and where to ask for more time. */
type Contact = { legalName: string; accommodationContact: string };

/** What every part of the page of a quiz gets. */
export type Parts = Pick<Shown<unknown>, 'take' | 'refresh'> & {
  quiz: QuizPartsFragment;
  enrollmentId: string;
  contact: Contact;
};
