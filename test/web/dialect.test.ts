import { expect, test } from '@jest/globals';
import type { VNode } from 'preact';
import { dialectHtml } from '../../server/pages/dialect.ts';
import { dialectOf, type Facts } from '../../web/design/parts/dialect.ts';
import { lexDialect } from '../../web/design/parts/dialectWords.ts';
import { blocksOf, Markdown } from '../../web/design/parts/markdown.ts';
import { player } from '../../web/words/en/player.ts';
import { MARKED_TEXT } from '../support/markedCourse.ts';

const marks: Facts['marks'] = {
  claims: [
    { key: 'couples-calm', grade: 'MIXED', whatWouldChangeIt: 'A large trial.', sources: [{ key: 'example-2020' }] },
  ],
  terms: [{ key: 'window', term: 'Window of tolerance', meaning: 'A band of arousal.' }],
  references: [{ key: 'example-2020', citation: 'Example, A. (2020). A book.', doi: '10.1234/abc', url: null }],
  modules: [{ key: 'film', position: 2, title: 'A film' }],
};
const facts: Facts = { marks, lang: undefined, say: player.marks, addressOf: () => '/modules' };

type Node = VNode<Record<string, unknown>> | string | number | null | undefined | boolean | Node[];

/** The elements as markup, for comparison only. */
function markup(node: Node): string {
  if (node === null || node === undefined || typeof node === 'boolean') return '';
  if (Array.isArray(node)) return node.map(markup).join('');
  if (typeof node !== 'object')
    return String(node).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  const { children, ...properties } = node.props;
  const written = Object.entries(properties)
    .filter(([name, value]) => typeof value !== 'function' && name !== 'autofocus')
    .map(([name, value]) => ` ${name.toLowerCase()}="${value}"`);
  const end = ['br', 'hr'].includes(String(node.type)) ? '' : `</${node.type}>`;
  return `<${node.type}${written.join('')}>${markup(children as Node)}${end}`;
}

/** Elements compare by what they are, not by the order of attributes or the space between blocks. */
const plainly = (html: string): string =>
  html
    .replace(/<(\w+)((?: [\w-]+="[^"]*")+)>/g, (_, name, attributes: string) => {
      const sorted = attributes
        .trim()
        .split(/(?<=") /)
        .filter((one) => one !== 'tabindex="0"');
      return `<${[name, ...sorted.toSorted()].join(' ')}>`;
    })
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/>\s+</g, '><')
    .trim();

const inBrowser = (text: string) =>
  plainly(markup(Markdown({ text, lex: lexDialect, dialect: () => dialectOf(facts) }) as Node)).replace(
    /^<div class="prose">(.*)<\/div>$/s,
    '$1',
  );
const onServer = (text: string) =>
  plainly(
    dialectHtml(text, { marks, files: [], language: 'en', modules: '/modules' }).markup.replaceAll(' autofocus>', '>'),
  );

test.each([
  MARKED_TEXT,
  'a[^x] b[^y] c[^x]\n\n[^x]: One *note*\n  that goes on.\n\n[^y]: Two.',
  'a[^x] without a note',
  'a[^x]\n\n[^x]: See[^y].\n\n[^y]: And this.',
  '> [!NOTE]\n> One.\n>\n> - two\n> - three',
  '> [!PRACTICE] words on the line of the mark',
  '> [!OTHER]\n> Not known.',
  '> just a quotation',
  'x<sub>1</sub> <sub>*a*</sub> <sup>&amp;</sup></sub>',
  '[a](ref:gone) [b](term:gone) [c](module:gone) [d](claim:gone)',
  '[a](javascript:alert(1)) <script>x</script> <br> <b onclick="x">b</b>',
  '- [a](term:window)\n- one[^x]\n\n| a[^x] | [b](ref:example-2020) |\n| - | - |\n| c<br>d | e |\n\n[^x]: f',
  '`a < b`\n\n```\n[^x]: code\n```\n\n---\n\n### h',
])('the browser and the server show the same: %j', (text) => {
  expect(inBrowser(text)).toBe(onServer(text));
});

test('everything that opens has what it opens, once', () => {
  const shown = onServer(MARKED_TEXT);
  const opens = [...shown.matchAll(/popovertarget="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(opens)).toEqual(new Set(['mark-ref-example-2020', 'mark-term-window', 'mark-claim-couples-calm']));
  for (const id of new Set(opens)) expect(shown.split(` id="${id}"`)).toHaveLength(2);
  expect(shown).toContain('Mixed evidence');
  expect(shown).toContain('What would change our mind:</strong> A large trial.');
  expect(shown).toContain('https://doi.org/10.1234/abc');
});

test('a text from before the dialect is shown as it always was', () => {
  const text = 'a[^x]\n\n[^x]: b c\n\n> [!NOTE]\n> d';
  const shown = plainly(markup(Markdown({ text }) as Node));
  expect(shown).toBe('<div class="prose"><p>a[^x]</p><p>[^x]: b c</p><blockquote><p>[!NOTE]\nd</p></blockquote></div>');
});

test('footnotes are no place at which somebody stopped', () => {
  expect(blocksOf('a[^x]\n\n[^x]: b\n\nc', lexDialect)).toHaveLength(2);
});
