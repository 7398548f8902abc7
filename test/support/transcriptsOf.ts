import { transcriptFor } from '../../schema/credits/rules/transcript.ts';
import type { CompletionFacts, Transcript } from '../../schema/credits/rules/transcriptFacts.ts';
import { accreditors, boards } from './contentBodies.ts';
import { licenseOf, loaded, type reportedOf } from './transcriptFacts.ts';

const TODAY = '2026-11-26';
export const many = <Made>(count: number, make: (number: number) => Made) =>
  Array.from({ length: count }, (_, at) => make(at + 1));

/** The transcript of these completions, by the boards of content/ unless others are named. */
export const of = (
  completions: CompletionFacts[],
  { license = licenseOf(), among = boards, reported = [] as ReturnType<typeof reportedOf>[], today = TODAY } = {},
): Transcript => transcriptFor({ license, boards: among.map(loaded), completions, reported, today });

export const named = (transcript: Transcript, key: string | null) =>
  transcript.categories.find((one) => one.key === key);

/** What the body of content/ calls its unit. */
export const unitOf = (key: string) => {
  const body = accreditors.find((one) => one.key === key);
  return {
    accreditor: key,
    unit: body?.values.unit?.[0]?.value ?? null,
    minutesPerUnit: body?.values.minutesPerUnit?.[0]?.value ?? null,
  };
};
