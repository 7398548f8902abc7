import { drawKit, KIT_PAPERS, type KitDocument } from '../../../certificates/kit.ts';
import { drawSheets } from '../../../schema/courses/rules/kit.ts';
import { sheetWords } from '../../../schema/courses/rules/kitWords.ts';
import { readSheet } from '../../../schema/edited/sheet/readSheet.ts';
import { realCourse } from '../realCourse.ts';
import { openPdf } from './openPdf.ts';

/** A kit of one sheet with this text, or of several with a list in front. */
export function kitOf(...texts: string[]): KitDocument {
  const { forWhom, ...words } = sheetWords('en');
  return {
    ...{
      course: 'Sample & <course>',
      from: 'Sample & <course>, version 1.0',
      owner: 'By Kim Example.',
      language: 'en',
    },
    ...{ words, cover: texts.length > 1, madeAt: '2026-11-22T00:00:00.000Z' },
    sheets: texts.map((text, at) => {
      const { blocks, faults } = readSheet(text);
      if (faults.length > 0) throw new Error(JSON.stringify(faults));
      return { title: `Sheet ${at + 1}`, forWhom: forWhom.BOTH, blocks, sources: [] };
    }),
  };
}

const kit = await realCourse();

/** Every sheet of the course of content/ on both papers, each as a paper of the archive; and one of everything in many pages. */
export const KIT_SAMPLES = [
  ...drawSheets(kit).map(({ path, file }) => ({ name: `the sheet ${path}`, file })),
  ...KIT_PAPERS.map((paper) => ({
    name: `a sheet of many pages, ${paper}`,
    file: drawKit(
      kitOf(
        `## Σοφία, Щербакова\n\n${'- [ ] words to tick: [line]\n'.repeat(40)}\n[box 20]\n\n| a | b |\n| - | - |\n${'| *so* | |\n'.repeat(40)}`,
      ),
      { paper },
    ).file,
  })),
].map(({ name, file }) => ({
  ...{ name, file, pdf: openPdf(file), languages: [], links: [], options: {}, sealOf: '' },
}));
