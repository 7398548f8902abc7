/** What denies that a body approved a course, in a text whose marks and line breaks are gone. */
const DENIALS = [
  /\b(?:no|neither)\b[^.!?:;]{0,60}\b(?:body|bodies|boards?|accreditors?|agency|agencies|associations?)\b[^.!?:;]{0,40}\b(?:approves?|approved|accredits?|accredited)\b/i,
  /\b(?:nobody|no one)\b[^.!?:;]{0,20}\b(?:approved|accredited)\b/i,
  /\b(?:not|never)\s+(?:yet\s+)?(?:been\s+)?(?:approved|accredited)\b/i,
  /\b(?:no|not)\b[^.!?:;]{0,30}\b(?:ce|ceu|cpd|continuing education) (?:credits?|hours?|units?)\b/i,
  /\bun(?:approved|accredited)\b/i,
];

/** The words with which a text denies that any body approved the course; null when it does not. English only. */
export function denialIn(text: string): string | null {
  const plain = text.replace(/[*_`>#]/g, '').replace(/\s+/g, ' ');
  return DENIALS.map((denial) => denial.exec(plain)?.[0]).find((found) => found !== undefined) ?? null;
}
