import { type Adopted, adoptModule, moduleText } from '../../schema/courses/rules/adopt/adoptModule.ts';
import { FaultsError } from '../../schema/edited/faults.ts';
import { readTexts } from '../../server/content/texts.ts';

/** Files that stand beside a training and are none of it. */
const BESIDE = /^(README|CONTRIBUTING|LICEN[CS]E|CODE_OF_CONDUCT|CONDUCT|CHANGELOG|AUTHORS|NOTES)\b/i;
const MOST = 99;
/** A course has at most so many. */
const MOST_OBJECTIVES = 40;

/** The Markdown files that lie in a folder, as modules in the order of their names. Throws FaultsError for what cannot be read. */
export async function adoptFolder(folder: string) {
  const { files, faults } = await readTexts(folder);
  if (faults.length > 0) throw new FaultsError(faults);
  const texts = [...files].filter(([file]) => /^[^/]+\.md$/i.test(file) && !BESIDE.test(file));
  if (texts.length === 0 || texts.length > MOST)
    throw new Error(
      `${folder} has ${texts.length} Markdown files; a course is made of 1 to ${MOST} that lie in one folder.`,
    );
  const read = distinct(texts.map(([file, text]) => ({ ...adoptModule(file, text), file })));
  const taught = [...new Set(read.flatMap(({ objectives }) => objectives))].slice(0, MOST_OBJECTIVES);
  const objectives = (taught.length === 0 ? ['Name the two steps'] : taught).map((text, at) => ({
    id: `o${at + 1}`,
    text,
  }));
  const idsOf = (one: Adopted) => objectives.flatMap(({ id, text }) => (one.objectives.includes(text) ? [id] : []));
  const modules = new Map(
    read.map((one, at) => [`modules/${String(at + 1).padStart(2, '0')}-${one.id}.md`, moduleText(one, idsOf(one))]),
  );
  return {
    modules,
    first: read[0]?.id ?? '',
    objectives,
    leftOut: read.flatMap(({ file, leftOut }) => (leftOut.length === 0 ? [] : [`${leftOut.join(', ')}, of ${file}`])),
  };
}

/** Two files may have names that differ in their numbers alone. */
function distinct<One extends Adopted>(read: readonly One[]): One[] {
  const taken = new Set<string>();
  return read.map((one) => {
    let id = one.id;
    for (let nth = 2; taken.has(id); nth += 1) id = `${one.id}-${nth}`;
    taken.add(id);
    return { ...one, id };
  });
}
