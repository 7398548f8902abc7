import { isUtf8 } from 'node:buffer';
import { lstat, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { type GiftGiven, quizKeyOf, type Written, writeQuiz } from '../schema/courses/rules/gift/quizFile.ts';
import { MAX_GIFT_BYTES, type ReadGift, readGift } from '../schema/courses/rules/gift/readGift.ts';
import { MAX_FILE_BYTES } from '../schema/courses/rules/package/parse.ts';
import { FaultsError, faultText } from '../schema/edited/faults.ts';

type Options = GiftGiven & { into: string; leaveOut: boolean };

/**
 * course gift FILE --into FOLDER/quizzes/X.yaml: turns Moodle's GIFT into a quiz file, or adds to one. Throws FaultsError, and writes
 * nothing, where a question cannot be asked here, unless those are left out.
 */
export async function importGift(file: string, { into, leaveOut, ...given }: Options): Promise<void> {
  const key = keyOf(into);
  const read = readGift(basename(file), await textOf(file, MAX_GIFT_BYTES));
  if (read.refused.length > 0 && !leaveOut) throw new FaultsError(read.refused);
  const existing = (await lstat(into).catch(() => null)) === null ? null : await textOf(into, MAX_FILE_BYTES);
  const written = writeQuiz(read.questions, { key, given, existing });
  if (!written.ok) throw new Error(`${into}: ${written.message}`);
  if (written.text.length > MAX_FILE_BYTES)
    throw new Error(`${into} would be larger than 1 MB; import fewer questions.`);
  if (written.added > 0) await writeFile(into, written.text, { flag: existing === null ? 'wx' : 'w' });
  tell(read, written, into);
}

function tell({ told, refused, questions }: ReadGift, written: Extract<Written, { ok: true }>, into: string): void {
  for (const one of refused) console.error(`left out: ${faultText(one)}`);
  for (const one of told) console.error(`warning: ${faultText(one)}`);
  const { added, there, toWrite } = written;
  console.log(`${added} of ${questions.length + refused.length} questions added to ${into}.`);
  if (there > 0) console.log(`${there} were there already.`);
  if (toWrite === 0) return;
  const folder = dirname(dirname(into));
  console.log(`GIFT does not say all: ${toWrite} places say "write this". npm run attune -- course check ${folder}`);
}

function keyOf(into: string): string {
  const path = resolve(into);
  const key = basename(dirname(path)) === 'quizzes' ? quizKeyOf(basename(path)) : null;
  if (key === null)
    throw new Error(
      `Write --into FOLDER/quizzes/ and then pre-test.yaml, post-test.yaml or check-<module id>.yaml instead of ${into}.`,
    );
  return key;
}

async function textOf(file: string, most: number): Promise<string> {
  const found = await lstat(file).catch(() => null);
  if (!found?.isFile()) throw new Error(`There is no file ${file}.`);
  if (found.size > most) throw new Error(`${file} is larger than ${most / 1e6} MB; part it.`);
  const bytes = await readFile(file);
  if (!isUtf8(bytes)) throw new Error(`${file} is not UTF-8; save it again with that encoding.`);
  return bytes.toString('utf8');
}
