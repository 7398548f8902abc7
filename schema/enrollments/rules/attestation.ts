import type { EnrollmentBasis } from '../../../drizzle/tables/enrollments.ts';

/** The statement a learner signs before claiming credit. A new wording gets a new version. */
export const ATTESTATION = {
  version: '1',
  text: 'I am the person named here. I read the modules, answered the questions and filled in the evaluation myself, and the time recorded is time I spent on this course.',
} as const;

/** What an instructor signs, whose minutes the organization states. */
const TEACHING_ATTESTATION = {
  version: 'T1',
  text: 'I am the person named here. I taught the parts of this training that are stated here, for the minutes stated, and I claim none of these minutes as a learner.',
} as const;

type Attestation = { version: string; text: string };

/** The statement that an enrollment is signed with. */
export function attestationFor({ basis }: { basis: EnrollmentBasis }): Attestation {
  return basis === 'INSTRUCTOR' ? TEACHING_ATTESTATION : ATTESTATION;
}
