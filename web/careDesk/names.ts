import type { CareListedFragment } from '../graphql/generated.ts';
import { dayText } from '../words/dates.ts';
import { words } from '../words/words.ts';

export type Person = CareListedFragment['people'][number];

export const nameOf = ({ name, email }: Person): string => name ?? email ?? words.careDesk.noName;

/** Whether there is anything to open, without opening it. */
export function formText({ submittedAt, jointPlanAgreed }: Person): string {
  const say = words.careDesk;
  const form = submittedAt === null ? say.notSent : say.sentOn(dayText(submittedAt));
  return jointPlanAgreed ? `${form}. ${say.jointAgreed}` : form;
}
