import type { CompletionFacts, Row } from './transcriptFacts.ts';

/** A completion in a log: hours of study of its plain certificate, in whatever unit any body gave credit for it. */
export function logRow(completion: CompletionFacts): Row[] {
  const { enrollmentId: key, basis, lineage, title, organization, timeZone, plain } = completion;
  if (plain === null) return [];
  // Hours taught are no hours of study.
  const taught = basis === 'INSTRUCTOR';
  const hundredths = plain.specimen || taught ? 0 : plain.studyHundredths;
  return [
    {
      key,
      basis,
      lineage,
      title,
      organization,
      timeZone,
      status: plain.specimen ? 'SPECIMEN' : taught ? 'ASK_YOUR_BOARD' : 'LOGGED',
      because: taught && !plain.specimen ? 'TEACHING_NOT_STATED' : null,
      on: plain.completedOn,
      number: plain.number,
      award: null,
      awards: [],
      parts: [],
      creditHundredths: hundredths,
      countedHundredths: hundredths,
      log: plain,
      reported: null,
    },
  ];
}
