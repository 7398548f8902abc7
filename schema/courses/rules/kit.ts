import { drawKit, KIT_PAPERS, type KitDocument, type KitPaper } from '../../../certificates/kit.ts';
import { readSheet } from '../../edited/sheet/readSheet.ts';
import { sheetWords } from './kitWords.ts';
import type { CourseContent } from './package/canonical.ts';
import { type PackagedSheet, sheetPath, WHOLE_KIT } from './package/kit.ts';

export type DrawnSheet = { path: string; paper: KitPaper; pages: number; file: Buffer };

/** The sheets of a course as PDF, in their order: each alone, then all as one file; first for A4, then for Letter. Empty without sheets. */
export function drawSheets(
  content: Pick<CourseContent, 'course' | 'kit'>,
  papers: readonly KitPaper[] = KIT_PAPERS,
): DrawnSheet[] {
  const { kit = [] } = content;
  if (kit.length === 0) return [];
  const document = documentOf(content);
  return papers.flatMap((paper) => [
    ...kit.map(({ id }, at): DrawnSheet => {
      const sheets = document.sheets.slice(at, at + 1);
      return { path: sheetPath(id, paper), paper, ...drawKit({ ...document, sheets, cover: false }, { paper }) };
    }),
    { path: sheetPath(WHOLE_KIT, paper), paper, ...drawKit(document, { paper }) },
  ]);
}

/** What the whole kit of a course prints. Its day is that of the newest disclosure, so that the same content gives the same bytes. */
function documentOf({ course, kit = [] }: Pick<CourseContent, 'course' | 'kit'>): KitDocument {
  const { title, version, language, contributors } = course;
  const words = sheetWords(language);
  const days = contributors.map(({ disclosure }) => disclosure.on).sort();
  return {
    ...{ course: title, language, words, cover: true },
    from: filled(words.from, { title, version }),
    owner: ownerOf(course, words),
    sheets: kit.map((sheet) => sheetOf(course, words, sheet)),
    madeAt: `${days.at(-1) ?? '2000-01-01'}T00:00:00.000Z`,
  };
}

type Words = ReturnType<typeof sheetWords>;

function sheetOf(
  { references }: CourseContent['course'],
  words: Words,
  sheet: PackagedSheet,
): KitDocument['sheets'][number] {
  const cited = (sheet.sources ?? []).flatMap((id) => references.find((one) => one.id === id) ?? []);
  return {
    title: sheet.title,
    forWhom: words.forWhom[sheet.for],
    blocks: readSheet(sheet.body).blocks,
    sources: cited.map(({ citation, doi }) => (doi === undefined ? citation : `${citation} doi:${doi}`)),
  };
}

/** The license with whom to name; without one, the authors. */
function ownerOf({ license, contributors }: CourseContent['course'], words: Words): string {
  if (license) {
    const name = license.url === undefined ? license.name : `${license.name} (${license.url})`;
    return filled(words.license, { name, attribution: license.attribution });
  }
  const authors = contributors.filter(({ role }) => role === 'AUTHOR' || role === 'PRESENTER').map(({ name }) => name);
  return filled(words.by, { names: [...new Set(authors)].join(', ') });
}

const filled = (words: string, values: Record<string, string>): string =>
  words.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
