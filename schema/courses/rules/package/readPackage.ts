import type { KitBlock } from '../../../../certificates/draw/kitDocument.ts';
import type { FileReference, Use } from '../../../edited/dialectFaults.ts';
import type { EditedYaml } from '../../../edited/yaml.ts';
import type { PackagedFile } from './files/readFile.ts';
import type { FollowUpFile, RecallEntry } from './followUp.ts';
import type { PackagedSheet } from './kit.ts';
import type { Practice } from './practice.ts';
import type { PackagedQuiz, Question } from './quizShape.ts';
import type { CourseFacts, Erratum, EvaluationForm, ForYourself, PackagedModule, SafetyNotice } from './shape.ts';

type Part<Value> = { value: Value | null; yaml: EditedYaml | null };
/** `uses` are the links of its text to parts of the course, `references` those to its files, with lines of the file. */
export type ReadModule = Part<PackagedModule> & { file: string; uses: Use[]; references: FileReference[] };
export type ReadQuiz = Part<Omit<PackagedQuiz, 'key' | 'questions'>> & {
  file: string;
  key: string;
  questions: (Question | null)[];
};
export type ReadSheetFile = Part<PackagedSheet> & { file: string; id: string; blocks: KitBlock[] };
export type ReadPractice = Part<Practice> & { file: string; module: string };
/** `rounds` are its questions, round by round; null for one that could not be read. */
export type ReadFollowUp = Part<FollowUpFile> & { rounds: (RecallEntry | null)[][] };
/** What was read of a package. `value` is null for a file that could not be read. */
export type ReadPackage = {
  files: ReadonlyMap<string, string>;
  /** What lies in files/, or should, by its path; null for what could not be read. */
  attached: ReadonlyMap<string, PackagedFile | null>;
  course: Part<CourseFacts>;
  evaluation: Part<EvaluationForm>;
  safety: Part<{ notices: SafetyNotice[] }>;
  errata: Part<{ errata: Erratum[] }>;
  modules: ReadModule[];
  quizzes: ReadQuiz[];
  practices: ReadPractice[];
  sheets: ReadSheetFile[];
  forYourself: ForYourself | null;
  followUp: ReadFollowUp | null;
};
