import type { CompletionFacts, Row } from './transcriptFacts.ts';

/** A completion in a log: hours of study of its plain certificate, in whatever unit any body gave credit for it. */
export function logRow({ enrollmentId: key, lineage, title, organization, timeZone, plain }: CompletionFacts): Row[] {
  if (plain === null) return [];
  const hundredths = plain.specimen ? 0 : plain.studyHundredths;
  return [
    {
      key,
      lineage,
      title,
      organization,
      timeZone,
      status: plain.specimen ? 'SPECIMEN' : 'LOGGED',
      because: null,
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
