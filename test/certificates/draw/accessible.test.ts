import { describe, expect, test } from '@jest/globals';
import { frontFacts } from '../../../certificates/frontFacts.ts';
import { PAPERS, type Paper, SAMPLES } from '../../support/certificates/archivalSamples.ts';
import {
  annotationsOf,
  parentTreeOf,
  type StructureElement,
  structureOf,
  walkContent,
  walkPages,
  xobjectsOf,
} from '../../support/certificates/contentWalk.ts';
import { textString } from '../../support/certificates/openPdf.ts';
import { operations, type Value } from '../../support/certificates/pdfSyntax.ts';
import { refOf } from '../../support/certificates/readPdf.ts';

/**
 * The rules of PDF/UA-1 (ISO 14289-1:2014) that finished bytes show, by clause. That reading order, alternative
 * texts and headings make sense is for people; docs say how to listen to them.
 */
/** The parts of a file that the clauses look at. */
const opened = ({ pdf }: Paper) => {
  const elements = structureOf(pdf);
  const byId = new Map(elements.map((element) => [element.id, element]));
  const parents = parentTreeOf(pdf);
  const pages = walkPages(pdf);
  const xmp = pdf.data(pdf.root.get('Metadata')).toString('utf8');
  const ofType = (type: string) => elements.filter((element) => element.type === type);
  const parentType = ({ parent }: StructureElement) => byId.get(parent)?.type;
  const kidsOf = ({ kids }: StructureElement) => kids.flatMap((kid) => byId.get(refOf(kid))?.type ?? []);
  /** Marked content of an element: page and number. */
  const contentOf = ({ dict, kids }: StructureElement): [number, number][] =>
    kids.flatMap((kid): [number, number][] => {
      if (typeof kid === 'number') return [[refOf(dict.get('Pg')), kid]];
      if (!(kid instanceof Map) || kid.get('Type') !== '/MCR') return [];
      return [[refOf(kid.get('Pg')), Number(kid.get('MCID'))]];
    });
  return { elements, byId, parents, pages, xmp, ofType, parentType, kidsOf, contentOf };
};

describe.each(PAPERS)('PDF/UA-1 (ISO 14289-1): $name', (paper) => {
  const { pdf, options, languages, links, sealOf } = paper;
  const { elements, byId, parents, pages, xmp, ofType, contentOf } = opened(paper);

  test('5 it names itself PDF/UA-1', () => {
    expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(xmp).toContain('xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"');
  });

  test('7.1 whatever is painted is an artifact or belongs to an element that the parent tree resolves', () => {
    for (const { page, walk } of pages) {
      const resolved = pdf.list(parents.get(Number(page.dict.get('StructParents'))) ?? null);
      expect(walk.painted.length).toBeGreaterThan(5);
      for (const { marks } of walk.painted) {
        const numbered = marks.filter(({ mcid }) => mcid !== null);
        const artifacts = marks.filter(({ artifact }) => artifact);
        expect([numbered.length, artifacts.length]).toEqual(artifacts.length > 0 ? [0, 1] : [1, 0]);
        for (const { tag, mcid } of numbered) {
          const element = byId.get(refOf(resolved[mcid ?? -1]));
          expect(element?.type).toBe(tag);
          expect(element && contentOf(element)).toContainEqual([page.id, mcid]);
        }
      }
    }
  });

  test('7.1 no artifact inside tagged content, no tagged content inside an artifact, no number twice', () => {
    for (const { walk } of pages) {
      for (const marks of walk.marks) expect(marks).toHaveLength(1);
      const numbers = walk.marks.flatMap(([mark]) => (mark?.mcid === null || mark === undefined ? [] : [mark.mcid]));
      expect(numbers).toEqual(numbers.map((_, at) => at));
    }
  });

  test('7.1 reading order is the order of the tree: every page’s content in the order of its numbers', () => {
    const inTree = elements.flatMap(contentOf);
    for (const { page, walk } of pages) {
      const numbers = inTree.filter(([id]) => id === page.id).map(([, mcid]) => mcid);
      expect(numbers).toHaveLength(walk.marks.filter(([mark]) => mark?.mcid !== null).length);
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    }
  });

  test('7.1 it is marked, nothing is suspect, and the window shows the title', () => {
    const marked = pdf.dict(pdf.root.get('MarkInfo'));
    expect(marked.get('Marked')).toBe(true);
    expect([undefined, false]).toContain(marked.get('Suspects'));
    expect(pdf.dict(pdf.root.get('ViewerPreferences')).get('DisplayDocTitle')).toBe(true);
    expect(xmp).toMatch(/<dc:title><rdf:Alt><rdf:li xml:lang="x-default">[^<]+<\/rdf:li>/);
  });

  test('7.2 its language is known, that of a foreign course’s title and objectives too', () => {
    expect(textString(pdf.root.get('Lang'))).toBe('en');
    const foreign = elements.filter(({ dict }) => dict.has('Lang'));
    expect([...new Set(foreign.map(({ dict }) => textString(dict.get('Lang'))))]).toEqual(languages);
  });

  test('7.3 figures have alternative text and a box on the page', () => {
    const alternatives = ofType('Figure').map(({ dict }) => textString(dict.get('Alt')));
    const expected = [
      options.images ? /^Logo of / : null,
      options.images ? /^Signature of / : null,
      links.length === 0 ? null : /^QR code of the address where this certificate is verified: https:/,
    ].filter((pattern) => pattern !== null);
    expect(alternatives).toHaveLength(expected.length);
    for (const [at, pattern] of expected.entries()) expect(alternatives[at]).toMatch(pattern);
    for (const { dict } of ofType('Figure')) {
      const attributes = pdf.dict(dict.get('A'));
      expect(attributes.get('O')).toBe('/Layout');
      const [left = 0, bottom = 0, right = 0, top = 0] = pdf.list(attributes.get('BBox')).map(Number);
      expect(left >= 0 && bottom >= 0 && right <= 841.89 && top <= 595.28).toBe(true);
      expect(right - left > 5 && top - bottom > 5).toBe(true);
    }
  });

  test('7.4 headings begin with one H1 and skip no level', () => {
    const levels = elements.filter(({ type }) => /^H\d$/.test(type)).map(({ type }) => Number(type.charAt(1)));
    expect(levels[0]).toBe(1);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [at, level] of levels.slice(1).entries()) expect(level - (levels[at] ?? 0)).toBeLessThanOrEqual(1);
    expect(ofType('H')).toEqual([]);
  });

  test('7.11 enclosed files have a name, a Unicode name and a description', () => {
    for (const file of pdf.root.has('AF') ? pdf.list(pdf.root.get('AF')) : []) {
      const specification = pdf.dict(file);
      for (const key of ['F', 'UF', 'Desc']) expect(textString(specification.get(key))).not.toBe('');
    }
    expect(pdf.root.has('AF')).toBe((options.enclosures ?? []).length > 0);
  });

  test('7.15, 7.16, 7.19 no dynamic forms, no encryption, no movement', () => {
    expect(pdf.trailer.has('Encrypt')).toBe(false);
    expect(pdf.root.has('NeedsRendering')).toBe(false);
    for (const { dict } of annotationsOf(pdf)) expect(['/Link', '/Widget']).toContain(dict.get('Subtype'));
  });

  test('7.18.1 every link belongs to a Link element by its OBJR, and the parent tree leads there', () => {
    const found = annotationsOf(pdf).filter(({ dict }) => dict.get('Subtype') === '/Link');
    expect(ofType('Link')).toHaveLength(found.length);
    for (const { page, ref, dict } of found) {
      const element = byId.get(refOf(parents.get(Number(dict.get('StructParent')))));
      expect(element?.type).toBe('Link');
      const objects = (element?.kids ?? []).filter((kid: Value) => kid instanceof Map && kid.get('Type') === '/OBJR');
      expect(
        objects.map((object) => (object instanceof Map ? [refOf(object.get('Obj')), refOf(object.get('Pg'))] : [])),
      ).toEqual([[ref, page]]);
      expect(element && contentOf(element)).not.toEqual([]);
    }
  });

  test('7.18.1, 7.18.4 the seal’s field has a tooltip and no extent', () => {
    for (const { dict } of annotationsOf(pdf).filter((each) => each.dict.get('Subtype') === '/Widget')) {
      expect(textString(dict.get('TU'))).toContain(sealOf);
      expect(pdf.list(dict.get('Rect'))).toEqual([0, 0, 0, 0]);
    }
    expect(annotationsOf(pdf).some(({ dict }) => dict.has('TU'))).toBe(options.seal !== undefined);
  });

  test('7.18.3 pages are walked by structure', () => {
    for (const { dict } of pdf.pages) expect(dict.get('Tabs')).toBe('/S');
  });

  test('7.18.5 links say where they lead, and are on the page of their text', () => {
    const found = annotationsOf(pdf).filter(({ dict }) => dict.get('Subtype') === '/Link');
    expect(found.map(({ dict }) => textString(dict.get('Contents')))).toEqual(
      links.map(({ description }) => description),
    );
    for (const { dict } of found) {
      const [left = 0, bottom = 0, right = 0, top = 0] = pdf.list(dict.get('Rect')).map(Number);
      expect(left >= 0 && bottom >= 0 && right <= 841.89 && top <= 595.28 && right > left && top > bottom).toBe(true);
    }
  });

  test('7.20 forms contain no numbered content', () => {
    for (const { dict } of pdf.pages) {
      for (const { content } of xobjectsOf(pdf, dict).values()) {
        expect(operations(content).filter(({ operator }) => operator === 'BDC')).toEqual([]);
      }
    }
  });
});

describe.each(SAMPLES)('a certificate by PDF/UA-1: $name', (sample) => {
  const { pdf, facts, options } = sample;
  const { elements, pages, ofType, parentType, kidsOf } = opened(sample);

  test('7.1 pages of furniture: frame, watermark and running foot are artifacts', () => {
    for (const [at, { walk }] of pages.entries()) {
      const texts = walk.painted
        .filter(({ marks, codes }) => codes.length > 0 && marks[0]?.artifact)
        .map(({ font, codes }) => codes.map((code) => font?.text(code)).join(''));
      const word = options.preview ? ['PREVIEW', 'PREVIEW'] : facts.specimen ? ['SPECIMEN'] : [];
      expect(texts.filter((text) => /^[A-Z]{7,}$/.test(text))).toEqual(word);
      expect(texts.some((text) => text === `Page ${at + 1} of ${pages.length}`)).toBe(at > 0);
      expect(walk.painted[0]).toMatchObject({ operator: 'Do', marks: [{ artifact: true }] });
    }
  });

  test('7.2 a foreign course’s objectives are in its language', () => {
    const foreign = ofType('LBody').filter(({ dict }) => dict.has('Lang'));
    expect(foreign).toHaveLength(facts.course.language === 'de' ? facts.objectives.length : 0);
  });

  test('7.4 the record is a heading below the title', () => {
    expect(
      elements
        .filter(({ type }) => /^H\d$/.test(type))
        .map(({ type }) => type)
        .slice(0, 2),
    ).toEqual(['H1', 'H2']);
  });

  test('7.5 there is no table; the front and the record are the two sections of the one document', () => {
    expect(elements.filter(({ type }) => /^T/.test(type))).toEqual([]);
    expect(ofType('Document')).toHaveLength(1);
    expect(ofType('Sect').map(parentType)).toEqual(['Document', 'Document']);
  });

  test('7.6 lists contain items, items a label and a body; numbered lists say how', () => {
    expect(ofType('L').length).toBe(facts.objectives.length > 0 ? 2 : 1);
    for (const list of ofType('L')) expect(new Set(kidsOf(list))).toEqual(new Set(['LI']));
    for (const item of ofType('LI')) {
      expect(parentType(item)).toBe('L');
      expect(kidsOf(item)).toEqual(['Lbl', 'LBody']);
    }
    const [, numbered] = ofType('L');
    if (numbered) expect(pdf.dict(numbered.dict.get('A')).get('ListNumbering')).toBe('/Decimal');
    expect(ofType('LI')).toHaveLength(frontFacts(facts).length + facts.objectives.length);
  });
});

test('the walk sees what is painted outside of marks, and brackets that do not match', () => {
  const walk = walkContent('/P <</MCID 0>> BDC 0 0 1 1 re f EMC 2 2 1 1 re f /Artifact BMC q S', new Map());
  expect(walk.painted.map(({ marks }) => marks.map(({ mcid, artifact }) => [mcid, artifact]))).toEqual([
    [[0, false]],
    [],
    [[null, true]],
  ]);
  expect(walk.unbalanced).toEqual(['end']);
});
