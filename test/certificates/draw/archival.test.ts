import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { PAPERS } from '../../support/certificates/archivalSamples.ts';
import {
  annotationsOf,
  streamsOf,
  structureOf,
  walkPages,
  xobjectsOf,
} from '../../support/certificates/contentWalk.ts';
import { textString } from '../../support/certificates/openPdf.ts';
import { operations, type Value } from '../../support/certificates/pdfSyntax.ts';
import { dictsOf } from '../../support/certificates/readPdf.ts';

/**
 * The rules of PDF/A-3A (ISO 19005-3:2012) that finished bytes show, by clause. Fonts stand in
 * archivalFonts.test.ts, PDF/UA-1 in accessible.test.ts. What cannot be seen here (the ICC profile's inside,
 * glyph programs' hints) is left to veraPDF.
 */
const every = (value: Value, visit: (value: Value) => void): void => {
  visit(value);
  if (Array.isArray(value)) for (const item of value) every(item, visit);
  else if (value instanceof Map) for (const item of value.values()) every(item, visit);
  else if (value !== null && typeof value === 'object' && 'raw' in value) every(value.dict, visit);
};

describe.each(PAPERS)('PDF/A-3A (ISO 19005-3): $name', ({ pdf, file, languages, links, options }) => {
  const xmp = pdf.data(pdf.root.get('Metadata')).toString('utf8');
  const property = (name: string) => new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(xmp)?.[1] ?? null;
  const values: Value[] = [];
  for (const value of [...pdf.objects.values(), pdf.trailer]) every(value, (found) => values.push(found));

  test('6.1.2 the header is the first line, four bytes above 127 in a comment the second', () => {
    expect(file.subarray(0, 9).toString('latin1')).toBe('%PDF-1.7\n');
    expect(file[9]).toBe(0x25);
    for (const byte of file.subarray(10, 14)) expect(byte).toBeGreaterThan(127);
    expect(file[14]).toBe(0x0a);
  });

  test('6.1.3 the trailer has an ID and no Encrypt; nothing follows the last %%EOF', () => {
    expect(pdf.list(pdf.trailer.get('ID')).map((id) => (Buffer.isBuffer(id) ? id.length : 0))).toEqual([16, 16]);
    expect(pdf.trailer.has('Encrypt')).toBe(false);
    expect(pdf.text.endsWith('\n%%EOF\n')).toBe(true);
    expect(pdf.text.match(/%%EOF/g)).toHaveLength(1);
  });

  test('6.1.4 every row of the cross-reference table is used and points at its object', () => {
    expect(pdf.trailer.get('Size')).toBe(pdf.offsets.size + 1);
    for (const [id, offset] of pdf.offsets) expect(pdf.text.startsWith(`${id} 0 obj\n`, offset)).toBe(true);
  });

  test('6.1.6 hexadecimal strings are whole bytes', () => {
    const outside = [...pdf.offsets].map(
      ([id, offset]) => pdf.text.slice(offset, pdf.text.indexOf('endobj', offset)).split('\nstream\n')[0] ?? String(id),
    );
    for (const hex of outside.join('\n').match(/(?<!<)<[0-9a-fA-F\s]+>(?!>)/g) ?? []) {
      expect((hex.replace(/\s/g, '').length - 2) % 2).toBe(0);
    }
  });

  test('6.1.7 streams have their true Length between their line ends, no outside file, no LZW and no Crypt', () => {
    const streams = streamsOf(pdf);
    expect(streams.length).toBeGreaterThan(10);
    for (const { id, dict, raw } of streams) {
      const at = pdf.text.indexOf('\nstream\n', pdf.offsets.get(id)) + 8;
      expect(pdf.text.slice(at + raw.length, at + raw.length + 18)).toBe('\nendstream\nendobj\n');
      for (const key of ['F', 'FFilter', 'FDecodeParms']) expect(dict.has(key)).toBe(false);
      expect([undefined, '/FlateDecode']).toContain(dict.get('Filter'));
    }
  });

  test('6.1.9 objects begin and end on separate lines', () => {
    for (const [id, offset] of pdf.offsets) {
      expect(pdf.text.charAt(offset - 1)).toBe('\n');
      expect(pdf.text.indexOf('\nendobj\n', offset)).toBeGreaterThan(offset);
      expect(id).toBeGreaterThan(0);
    }
  });

  test('6.1.12 no permissions but those of signatures', () => {
    expect(pdf.root.has('Perms')).toBe(false);
  });

  test('6.1.13 numbers, strings, names, objects and nesting keep within their limits', () => {
    for (const value of values) {
      if (typeof value === 'number') expect(Math.abs(value)).toBeLessThanOrEqual(2 ** 31 - 1);
      if (Buffer.isBuffer(value)) expect(value.length).toBeLessThanOrEqual(32_767);
      if (typeof value === 'string') expect(Buffer.byteLength(value)).toBeLessThanOrEqual(128);
    }
    expect(pdf.objects.size).toBeLessThanOrEqual(8_388_607);
    for (const { walk } of walkPages(pdf)) expect(walk.deepest).toBeLessThanOrEqual(28);
  });

  test('6.2.2 only operators of PDF 1.7, in balance, their resources on the page itself', () => {
    for (const { page, walk } of walkPages(pdf)) {
      expect(walk.unknown).toEqual([]);
      expect(walk.unbalanced).toEqual([]);
      const forms = xobjectsOf(pdf, page.dict);
      for (const { operator, operand, font, codes } of walk.painted) {
        if (operator === 'Do') expect(forms.has(String(operand).slice(1))).toBe(true);
        if (codes.length > 0) expect(font).toBeDefined();
      }
    }
  });

  test('6.2.3 one output intent, GTS_PDFA1, its profile for three colors', () => {
    const intents = pdf.list(pdf.root.get('OutputIntents')).map((intent) => pdf.dict(intent));
    expect(intents.map((intent) => intent.get('S'))).toEqual(['/GTS_PDFA1']);
    const profile = intents[0]?.get('DestOutputProfile');
    expect(pdf.stream(profile).dict.get('N')).toBe(3);
    expect(pdf.data(profile).toString('latin1', 16, 20)).toBe('RGB ');
  });

  test('6.2.4.3 the only device color is the intent’s, DeviceRGB', () => {
    const contents = pdf.pages.flatMap(({ dict }) => [
      pdf.data(dict.get('Contents')).toString('latin1'),
      ...[...xobjectsOf(pdf, dict).values()].map(({ content }) => content),
    ]);
    const used = new Set(contents.flatMap((content) => operations(content).map(({ operator }) => operator)));
    for (const other of ['g', 'G', 'k', 'K', 'cs', 'CS', 'sc', 'SC', 'scn', 'SCN', 'sh'])
      expect(used.has(other)).toBe(false);
    expect(used.has('rg')).toBe(true);
    const spaces = streamsOf(pdf).flatMap(({ dict }) => (dict.has('ColorSpace') ? [dict.get('ColorSpace')] : []));
    expect(new Set(spaces).size).toBeLessThanOrEqual(1);
    for (const space of spaces) expect(space).toBe('/DeviceRGB');
  });

  test('6.2.8 images are not interpolated and have no alternates', () => {
    const images = dictsOf(pdf).filter((dict) => dict.get('Subtype') === '/Image');
    expect(images).toHaveLength(options.images ? 2 : 0);
    for (const image of images) {
      for (const key of ['Interpolate', 'Alternates', 'OPI', 'SMask', 'Mask']) expect(image.has(key)).toBe(false);
    }
  });

  test('6.2.9, 6.2.10 no PostScript, no reference, no transparency', () => {
    for (const dict of dictsOf(pdf)) {
      if (dict.get('Type') === '/XObject')
        for (const key of ['PS', 'Ref', 'OPI', 'Group']) expect(dict.has(key)).toBe(false);
      expect(dict.get('Type')).not.toBe('/ExtGState');
    }
  });

  test('6.3.1, 6.3.2 annotations are links and the seal, printed, neither hidden nor invisible', () => {
    const all = annotationsOf(pdf);
    const widgets = all.filter(({ dict }) => dict.get('Subtype') === '/Widget');
    expect(all.length - widgets.length).toBe(links.length);
    expect(widgets).toHaveLength(options.seal ? 1 : 0);
    for (const { dict } of all) {
      expect(['/Link', '/Widget']).toContain(dict.get('Subtype'));
      const flags = Number(dict.get('F'));
      expect(flags & 4).toBe(4);
      expect(flags & (1 | 2 | 32 | 256)).toBe(0);
    }
  });

  test('6.3.3 an annotation with an extent that is not a link has an appearance', () => {
    for (const { dict } of annotationsOf(pdf)) {
      const empty = pdf.list(dict.get('Rect')).every((edge) => edge === 0);
      expect(dict.get('Subtype') === '/Link' || empty || dict.has('AP')).toBe(true);
    }
  });

  test('6.4.1, 6.4.2 the form asks for no appearances, has no XFA and no actions', () => {
    expect(pdf.root.has('AcroForm')).toBe(options.seal !== undefined);
    if (!options.seal) return;
    const form = pdf.dict(pdf.root.get('AcroForm'));
    expect([undefined, false]).toContain(form.get('NeedAppearances'));
    expect(form.has('XFA')).toBe(false);
    expect(pdf.root.has('NeedsRendering')).toBe(false);
  });

  test('6.5.1, 6.5.2 the only actions open the verify address', () => {
    const actions = annotationsOf(pdf).flatMap(({ dict }) => (dict.has('A') ? [pdf.dict(dict.get('A'))] : []));
    for (const action of actions) expect(action.get('S')).toBe('/URI');
    expect(actions.map((action) => textString(action.get('URI')))).toEqual(links.map(({ url }) => url));
    for (const dict of dictsOf(pdf)) expect(dict.has('AA')).toBe(false);
    for (const key of ['OpenAction', 'AA', 'JavaScript']) expect(pdf.root.has(key)).toBe(false);
  });

  test('6.6.2.1 the metadata stream is unfiltered, well-formed XMP in UTF-8', () => {
    const { dict } = pdf.stream(pdf.root.get('Metadata'));
    expect([dict.get('Type'), dict.get('Subtype'), dict.get('Filter')]).toEqual(['/Metadata', '/XML', undefined]);
    expect(xmp.startsWith('<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n')).toBe(true);
    expect(xmp.endsWith('<?xpacket end="w"?>')).toBe(true);
    const open: string[] = [];
    for (const [, closing, name = '', , single] of xmp.matchAll(/<(\/?)([\w:]+)((?:\s[\w:]+="[^"<&]*")*)\s*(\/?)>/g)) {
      if (closing) expect(open.pop()).toBe(name);
      else if (!single) open.push(name);
    }
    expect(open).toEqual([]);
    expect(xmp.replace(/<[^<>]+>/g, '').replace(/&(amp|lt|gt);/g, '')).not.toMatch(/[<>&]/);
  });

  test('6.6.2.2 XMP says what the information dictionary says', () => {
    const info = pdf.dict(pdf.trailer.get('Info'));
    const said = (key: string) => textString(pdf.at(info.get(key)));
    const plain = (name: string) =>
      (property(name) ?? '')
        .replace(/<[^>]+>/g, '')
        .replace(/&lt;/g, '<')
        .replace(/&gt;/g, '>')
        .replace(/&amp;/g, '&');
    expect(plain('dc:title')).toBe(said('Title'));
    expect(plain('dc:creator')).toBe(said('Author'));
    expect(plain('dc:description')).toBe(said('Subject'));
    expect(plain('xmp:CreatorTool')).toBe(said('Creator'));
    expect(plain('pdf:Producer')).toBe(said('Producer'));
    for (const [inXmp, inInfo] of [
      ['xmp:CreateDate', 'CreationDate'],
      ['xmp:ModifyDate', 'ModDate'],
    ] as const) {
      expect(`D:${plain(inXmp).replace(/[-:T]/g, '')}`).toBe(said(inInfo));
    }
  });

  test('6.6.2.3 PDF/UA’s schema, which XMP 2004 does not include, describes itself', () => {
    const used = new Set([...xmp.matchAll(/xmlns:(\w+)=/g)].map(([, prefix]) => prefix));
    const predefined = ['x', 'rdf', 'pdfaid', 'dc', 'xmp', 'pdf', 'pdfaExtension', 'pdfaSchema', 'pdfaProperty'];
    expect([...used].filter((prefix) => !predefined.includes(prefix ?? ''))).toEqual(['pdfuaid']);
    expect(property('pdfaSchema:namespaceURI')).toBe('http://www.aiim.org/pdfua/ns/id/');
    expect(property('pdfaSchema:prefix')).toBe('pdfuaid');
    expect([property('pdfaProperty:name'), property('pdfaProperty:valueType')]).toEqual(['part', 'Integer']);
  });

  test('6.6.4 it names itself PDF/A-3A', () => {
    expect([property('pdfaid:part'), property('pdfaid:conformance')]).toEqual(['3', 'A']);
    expect(xmp).toContain('xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"');
  });

  test('6.7.2.2, 6.7.3.3 it is marked and has a structure tree of which every part knows its parent', () => {
    expect(pdf.dict(pdf.root.get('MarkInfo')).get('Marked')).toBe(true);
    const root = pdf.dict(pdf.root.get('StructTreeRoot'));
    expect(root.get('Type')).toBe('/StructTreeRoot');
    const elements = structureOf(pdf);
    expect(elements.length).toBeGreaterThan(20);
    for (const { dict, parent } of elements) {
      const expected = Number.isNaN(parent) ? pdf.root.get('StructTreeRoot') : { ref: parent };
      expect(dict.get('P')).toEqual(expected);
    }
  });

  test('6.7.3.4 every structure type is a standard one', () => {
    const parts = ['Table', 'TR', 'TH', 'TD', 'Div', 'Form'];
    const standard = ['Document', 'Sect', 'H1', 'H2', 'H3', 'P', 'L', 'LI', 'Lbl', 'LBody', 'Figure', 'Link', ...parts];
    for (const { type } of structureOf(pdf)) expect(standard).toContain(type);
  });

  test('6.7.4 the catalog names the language, elements in another name theirs', () => {
    expect(textString(pdf.root.get('Lang'))).toBe('en');
    const tags = structureOf(pdf).flatMap(({ dict }) => (dict.has('Lang') ? [textString(dict.get('Lang'))] : []));
    expect(new Set(tags)).toEqual(new Set(languages));
  });

  test('6.8 every enclosed file has its relationship, media type, names, date, and its own bytes', () => {
    const enclosures = options.enclosures ?? [];
    expect(pdf.root.has('AF') ? pdf.list(pdf.root.get('AF')).length : 0).toBe(enclosures.length);
    for (const [at, { name, mediaType, relationship, description, bytes }] of enclosures.entries()) {
      const specification = pdf.dict(pdf.list(pdf.root.get('AF'))[at]);
      expect(specification.get('Type')).toBe('/Filespec');
      expect(specification.get('AFRelationship')).toBe(`/${relationship}`);
      expect([specification.get('F'), specification.get('UF')].map(textString)).toEqual([name, name]);
      expect(textString(specification.get('Desc'))).toBe(description);
      const files = pdf.dict(specification.get('EF'));
      const { dict } = pdf.stream(files.get('F'));
      expect(dict.get('Type')).toBe('/EmbeddedFile');
      expect(dict.get('Subtype')).toBe(`/${mediaType}`);
      expect(mediaType).toMatch(/^[-\w+.]+\/[-\w+.]+$/);
      expect(pdf.data(files.get('F')).equals(bytes)).toBe(true);
      const parameters = pdf.dict(dict.get('Params'));
      expect(parameters.get('Size')).toBe(bytes.length);
      expect(parameters.get('CheckSum')).toEqual(createHash('md5').update(bytes).digest());
      expect(textString(parameters.get('ModDate'))).toMatch(/^D:\d{14}Z$/);
    }
  });

  test('6.8 the tree of names leads to the same files, in order', () => {
    const names = pdf.dict(pdf.root.get('Names'));
    const enclosures = options.enclosures ?? [];
    expect(names.has('EmbeddedFiles')).toBe(enclosures.length > 0);
    if (enclosures.length === 0) return;
    const leaves = pdf.list(pdf.dict(names.get('EmbeddedFiles')).get('Names'));
    const keys = leaves.filter((_, at) => at % 2 === 0).map(textString);
    expect(keys).toEqual(enclosures.map(({ name }) => name).sort());
    expect(leaves.filter((_, at) => at % 2 === 1)).toEqual(expect.arrayContaining(pdf.list(pdf.root.get('AF'))));
  });

  test('6.9, 6.10, 6.11 no optional content, alternate presentations, transitions or requirements', () => {
    for (const key of ['OCProperties', 'Requirements', 'Collection']) expect(pdf.root.has(key)).toBe(false);
    for (const { dict } of pdf.pages) for (const key of ['PresSteps', 'Trans']) expect(dict.has(key)).toBe(false);
    expect(pdf.dict(pdf.root.get('Names')).has('AlternatePresentations')).toBe(false);
  });
});
