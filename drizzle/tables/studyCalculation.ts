/** How the hours of study were calculated: the result of every published formula, and the lowest of them. */
export type StudyCalculation = {
  /** How the words were counted; absent in versions from before there was a second way. */
  countedBy?: string;
  words: number;
  questions: number;
  difficulty: number;
  formulas: { name: string; source: string; minutesExact: number; hundredths: number }[];
  lowest: string;
};
