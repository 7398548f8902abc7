import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { faultText } from '../../schema/edited/faults.ts';
import { samplePackageFiles } from './samplePackage.ts';

/** A change to the files of the sample package. */
export type Edit = (files: Map<string, string>) => void;

/** The faults of the sample after an edit, as an editor reads them. */
export const faultsOf = (edit: Edit, today?: string): string[] => {
  const files = samplePackageFiles();
  edit(files);
  const parsed = parsePackage(files, { today });
  return parsed.ok ? [] : parsed.faults.map(faultText);
};

/** Replaces words that must be there. */
export const swap =
  (file: string, from: string, to: string): Edit =>
  (files) => {
    const text = files.get(file) ?? '';
    if (!text.includes(from)) throw new Error(`${file} does not contain ${from}`);
    files.set(
      file,
      text.replace(from, () => to),
    );
  };
export const add =
  (file: string, text: string): Edit =>
  (files) =>
    files.set(file, text);
export const POST = 'quizzes/post-test.yaml';
