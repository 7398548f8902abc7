import { expect, test } from '@jest/globals';
import type { VNode } from 'preact';
import { blocksOf, Markdown } from '../../web/design/parts/markdown.ts';

type Node = VNode<Record<string, unknown>> | string | number | null | undefined | boolean | Node[];

/** The elements as markup, for comparison only. */
function markup(node: Node): string {
  if (node === null || node === undefined || typeof node === 'boolean') return '';
  if (Array.isArray(node)) return node.map(markup).join('');
  if (typeof node !== 'object') return String(node).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  const { children, ...properties } = node.props;
  const written = Object.entries(properties).map(([name, value]) => ` ${name}="${value}"`);
  return `<${node.type}${written.join('')}>${markup(children as Node)}</${node.type}>`;
}
const shown = (text: string, options: { top?: 2 | 3 | 4; place?: number | null } = {}) =>
  markup(Markdown({ text, ...options }) as Node).replace(/^<div class="prose">(.*)<\/div>$/s, '$1');

test.each([
  ['Two *words* and **more**.', '<p>Two <em>words</em> and <strong>more</strong>.</p>'],
  ['## A\n\n### B', '<h2>A</h2><h3>B</h3>'],
  ['- one\n- two', '<ul><li>one</li><li>two</li></ul>'],
  ['3. three\n4. four', '<ol start="3"><li>three</li><li>four</li></ol>'],
  ['> said', '<blockquote><p>said</p></blockquote>'],
  ['[x](https://a.example/)', '<p><a href="https://a.example/" rel="noreferrer">x</a></p>'],
  ['`a < b` & "c"', '<p><code>a &lt; b</code> &amp; "c"</p>'],
])('%j', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test('a table has heads for columns, and an empty corner is no head', () => {
  expect(shown('| | A |\n|---|---|\n| x | y |')).toBe(
    '<div class="table" tabIndex="0"><table><thead><tr><td></td><th scope="col">A</th></tr></thead>' +
      '<tbody><tr><td>x</td><td>y</td></tr></tbody></table></div>',
  );
});

test.each([
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'a <b onclick="x">b</b>',
  '[x](javascript:alert(1))',
  '[x](data:text/html,hello)',
  '![x](https://tracker.example/p.png)',
])('%j becomes text, never an element', (text) => {
  expect(shown(text)).not.toMatch(/<(script|img|b|a|svg)\b/);
});

test('headings begin at the level of their place, and the place of the reader has a name', () => {
  expect(shown('## A\n\n### B', { top: 4 })).toBe('<h4>A</h4><h5>B</h5>');
  const text = 'One.\n\nTwo.\n\nThree.';
  expect(blocksOf(text)).toHaveLength(3);
  expect(shown(text, { place: 1 })).toBe('<p>One.</p><div id="place" tabIndex="-1"><p>Two.</p></div><p>Three.</p>');
});
