export const EVIDENCE_GRADES = ['STRONG', 'MIXED', 'CONTESTED', 'PRACTICE'] as const;

/** A word of the course with its meaning; key is the id in the package. */
export type Term = { key: string; term: string; meaning: string };
/** What a module claims in these words, how well it is supported, by which references, and what would change it. */
export type Claim = {
  key: string;
  grade: (typeof EVIDENCE_GRADES)[number];
  text: string;
  sources: string[];
  wouldChange: string;
};
