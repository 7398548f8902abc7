import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readJson } from '../../certificates/credential/readJson.ts';
import { checkToken } from '../../certificates/credential/token.ts';
import { drawableName, drawableText, printedText } from '../../certificates/fonts/drawable.ts';
import { checkCheckpoint, openNote } from '../../certificates/log/note.ts';
import { readLogProof } from '../../certificates/log/proof.ts';
import { parseCertificateNumber } from '../../certificates/number.ts';
import { examineFile } from '../../certificates/verify/examineFile.ts';
import { connect, type Pool } from '../../drizzle/client.ts';
import { countWords } from '../../schema/edited/countWords.ts';
import { readText } from '../../schema/edited/dialectFaults.ts';
import { markdownFaults } from '../../schema/edited/markdown.ts';
import { line, section } from '../../schema/edited/text.ts';
import { checkShape, readYaml } from '../../schema/edited/yaml.ts';
import { freeText, lineOfText, speaksOf } from '../../schema/plainText.ts';
import { bearerToken, cookie } from '../../server/auth/cookies.ts';
import { DOCUMENT_LIMITS, textFault } from '../../server/graphql/limits/document.ts';
import { describeError } from '../../server/http/logging.ts';
import { networkOf } from '../../server/http/network.ts';
import { boundaryOf, filePart } from '../../server/verification/filePart.ts';
import { startTestApp } from '../support/app.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { growthOf } from '../support/growth.ts';

/** A text of this many characters, made of one unit. It is flat, so that reading it does not first have to join its parts. */
const of = (unit: string) => (size: number) =>
  Buffer.from(unit.repeat(size / unit.length + 1))
    .toString()
    .slice(0, size);
/** The same in words that a limit on words lets pass. */
const words = (unit: string) => of(`${of(unit)(2_000)} `);
const nested = (open: string, close: string) => (size: number) =>
  open.repeat(size / 2 / open.length) + close.repeat(size / 2 / close.length);
const numbered = (unit: (at: number) => string, between: string) => (size: number) =>
  Array.from({ length: size / 10 }, (_, at) => unit(at)).join(between);

type Family = (size: number) => string;
type Reader = [what: string, size: number, read: (text: string) => unknown, families: Family[]];

const HIDDEN = ['e\u0301', '\ud800', '😀 ', '\u200b', '\u0301', 'ﷺ'];
const PLAIN = ['a', ' ', 'a ', '\n', '@', 'a@', '.', '"', '\\', '<', '<a', ...HIDDEN].map(of);
const keys = { keys: [], did: null, now: new Date('2026-12-01T00:00:00Z') };
const pdf = (text: string) => Buffer.from(`%PDF-1.7\n${text}`, 'latin1');
const headers =
  (name: string, before = '') =>
  (text: string) => ({ headers: { [name]: before + text } });
const readAll = async (text: string) => {
  const body = (async function* () {
    for (let at = 0; at < text.length; at += 1_000) yield Buffer.from(text.slice(at, at + 1_000));
  })();
  for await (const _ of filePart(body, 'x'));
};
const inForm: Family = (size) =>
  `--x\r\nContent-Disposition: form-data; name="a"; filename="b"\r\n\r\n${of('\r\n--')(size)}`;
const shape = section({ a: line() });
const edited = (text: string) => {
  const { yaml } = readYaml('a.yaml', text);
  if (yaml !== null) checkShape(shape, yaml);
};
const course = (text: string) => markdownFaults(text).length === 0 && countWords(text);

const READERS: Reader[] = [
  [
    'a GraphQL document',
    DOCUMENT_LIMITS.characters,
    textFault,
    [
      ...['"', '"a', '""" ', '\\"', '"\\', '"""\\"""', '#', '# {', '[]', '}', '{', '"\n', '""'].map(of),
      nested('[', ']'),
    ],
  ],
  [
    'Markdown',
    32_000,
    course,
    [
      ...['*a ', 'a _a_', 'a *a**', '> ', '1. ', '+ ', 'a <!--a', 'a <? ', '![a](b)\n', '<b>\n\n', '[a](ftp:b) '].map(
        of,
      ),
      ...['!', '***a', '`', '[', '![', '<a', '&', '\\', 'http://a.', 'a@', '|-', '~~a'].map(words),
      nested('* ', ' a*'),
      numbered((at) => `[a${at}]: b`, '\n'),
    ],
  ],
  [
    'a text of a course',
    32_000,
    (text) => readText(text).faults.length === 0 && countWords(text),
    [
      ...[
        '[a](ref:b)\n\n',
        '- [a](ref:b)\n',
        '> [!NOTE]\n',
        '> [!NOTE] ',
        '<!--\n',
        '<!-- a -->\n',
        '```\n',
        'a[^b]\n\n',
      ].map(of),
      ...['[^a]: b\n', '[^a]: b\n  c\n', '[^a]: b\n\n', '| a<br>b |\n', '<sub>a</sub> ', '==a', '{{', ':a ', '^a '].map(
        of,
      ),
      ...['[^', '[^a]', '[[', '<su', '![a](b)'].map(words),
      numbered((at) => `[^a${at}]: b`, '\n\n'),
      numbered((at) => `a[^a${at}]`, '\n\n'),
      nested('> ', ' [^a]'),
    ],
  ],
  [
    'YAML',
    4_000,
    edited,
    [
      ...['- &a ', '[', '{a: ', '"', "'", '# ', 'a:\n ', '!!str ', '? ', '*a ', '\r\n', '- - ', '>\n a\n'].map(of),
      numbered((at) => `a${at}: 1`, '\n'),
      numbered((at) => `- &a${at} b`, '\n'),
      numbered((at) => (at === 0 ? '- &a b' : '- *a'), '\n'),
      (size) => `{${numbered((at) => `a${at}: 1`, ', ')(size)}}`,
      nested('[', ']'),
    ],
  ],
  ['a line of an edited file', 32_000, (text) => line('a line', 1e6).safeParse(text), [...PLAIN, of('<!--')]],
  ['a line that a person types', 64_000, (text) => lineOfText(1e6).safeParse(text), PLAIN],
  ['free text', 64_000, (text) => freeText(1e6).safeParse(text), PLAIN],
  ['a text that may speak of somebody', 64_000, (text) => speaksOf(text, ['Robin Example', 'a@b']), PLAIN],
  ['a printed name', 16_000, (text) => [printedText(text), drawableText(text), drawableName(text)], PLAIN],
  ['a number', 64_000, parseCertificateNumber, ['-', '0', 'O ', '0-', '\u2212'].map(of)],
  [
    'cookies',
    16_000,
    (text) => cookie(headers('cookie')(text), 'attune'),
    [';', 'a=1; ', ' ', 'attune=', '%', '%41'].map(of),
  ],
  [
    'a bearer token',
    16_000,
    (text) => bearerToken(headers('authorization', 'Bearer ')(text)),
    [' ', '.', 'a.', '%41', '%'].map(of),
  ],
  ['an address', 16_000, networkOf, [':', '::', '%', 'f:', '.', '1.', '::ffff:'].map(of)],
  [
    'a boundary',
    16_000,
    (text) => boundaryOf(`multipart/form-data;${text}`),
    [' ', 'boundary=', 'boundary="', ';', 'boundary=\t'].map(of),
  ],
  ['a form', 256_000, (text) => readAll(text).catch(() => null), [inForm, of('--x\r\n'), of('\r\n--x')]],
  [
    'an error for the log',
    64_000,
    (text) => describeError(new Error(text)),
    [...PLAIN, of(': "'), of('a '), of('a@ ')],
  ],
  [
    'JSON of a credential',
    128_000,
    (text) => readJson(text, 1e6),
    [of('['), of('"'), of('\\'), of('{"a":'), nested('[', ']'), (size) => JSON.stringify(of('"\\')(size / 4))],
  ],
  [
    'a credential, a token, a proof or any other file',
    128_000,
    (text) => examineFile(Buffer.from(text), keys),
    [
      ...['a', 'a.', '.', '{"@context":', '{', ' ', '\n', '-', 'c2sp.org/tlog-proof@v1\n', '\ufeff'].map(of),
      (size) => `{"@context":[${numbered((at) => `"${at}"`, ',')(size)}]}`,
      (size) => `${of('a')(size / 2)}.${of('a')(size / 2)}. `,
    ],
  ],
  ['a token', 128_000, (text) => checkToken(text, []), [of('a.'), of('.'), (size) => `a.${of('a')(size)}.`]],
  [
    'a PDF',
    512_000,
    (text) => examineFile(pdf(text), keys),
    [
      ...['1 0 obj\n', '<<', '<</A ', 'stream\n', 'endstream\nendobj\n', '/EmbeddedFile ', '/EmbeddedFile\nstream\n'],
      ...['/Subtype /', '/Length 1 ', 'Certificate ', '/Type /Sig\n', 'xref\n0 1\n', 'startxref\n9\n%%EOF\n', '(', '%'],
      ...[
        '/ByteRange [0 ',
        '/Prev 9 ',
        '/Type /Sig\n/Filter /Adobe.PPKLite\n/SubFilter /ETSI.CAdES.detached\n/ByteRange [0 ',
      ],
    ].map(of),
  ],
  [
    'a note of the log',
    128_000,
    (text) => [
      openNote(text, 'a', []),
      openNote(`a\n\n— ${text}\n`, 'a', []),
      checkCheckpoint(`log\n5\n${text}\n\n— a AAAA\n`, null, []),
    ],
    ['\n', '\n\n', '— a ', '— a AAAAAAAA\n', 'a', '=', '+'].map(of),
  ],
  [
    'a proof of the log',
    128_000,
    (text) => readLogProof(`c2sp.org/tlog-proof@v1\n${text}`),
    ['extra ', '\n', 'a\n', 'index 1\n', '='].map(of),
  ],
];

test.each(READERS)('reading %s costs in proportion to its length', async (_what, size, read, families) => {
  const growths = new Map<string, number>();
  for (const family of families) {
    const growth = await growthOf(read, family, size);
    if (growth !== 'linear') growths.set(family(40), growth);
  }
  expect(growths).toEqual(new Map());
});

describe('headers of a request', () => {
  let database: TestDatabase;
  let pool: Pool;
  let app: Awaited<ReturnType<typeof startTestApp>>;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = connect(database.appUrl, { max: 1 });
    app = await startTestApp(pool, { config: { production: true } });
  });
  afterAll(async () => {
    await app.stop();
    await pool.close();
    await database.drop();
  });

  test.each<[string, string[]]>([
    ['accept', ['*/*;q=0.1,', 'text/html;', ',', ';q=', '"', 'a/b;a="\\",']],
    ['accept-language', ['en-US;q=0.5,', '-', ',']],
    ['accept-encoding', ['gzip;q=0.', ',']],
    ['authorization', ['Bearer ', 'a.', ' ']],
    ['baggage', ['a=b,']],
    ['content-type', ['application/json;', ',', 'a/', ';a="']],
    ['cookie', ['a=1; ', ';', '=']],
    ['forwarded', ['for=1.2.3.4,']],
    ['if-none-match', ['W/"a", ', '"', ',']],
    ['origin', ['https://a', '/']],
    ['range', ['bytes=0-1,', '-', ',']],
    ['traceparent', ['00-', '-']],
    ['tracestate', ['a=1,']],
    ['x-forwarded-for', ['1.2.3.4, ', '::ffff:', ',']],
    ['x-request-id', ['a', '-', 'a-']],
  ])('%s costs in proportion to its length', async (name, units) => {
    const ask = async (value: string) => {
      for (const [method, path] of [
        ['POST', '/graphql'],
        ['GET', '/verify'],
      ] as const) {
        const init = { method, headers: { 'content-type': 'application/json', [name]: value } };
        await (await app.ask(path, method === 'POST' ? { ...init, body: '{"query":"{ __typename }"}' } : init)).text();
      }
    };
    for (const unit of units) expect([unit, await growthOf(ask, of(unit), 12_000)]).toEqual([unit, 'linear']);
  });
});
