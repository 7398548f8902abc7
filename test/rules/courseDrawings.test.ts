import { describe, expect, test } from '@jest/globals';
import { type FileEdit, fileFaultsOf, png, svg } from '../support/courseFiles.ts';

const DRAWING = 'files/loop.svg:';
const has =
  (path: string, held: Buffer): FileEdit =>
  ({ bytes }) =>
    bytes.set(path, held);
const drawn = (inside: string, head?: string): FileEdit => has('files/loop.svg', svg(inside, head));

describe('what could run, load or look elsewhere is refused with its line', () => {
  test.each<[string, FileEdit, string]>([
    [
      'another kind than its name',
      has('files/loop.svg', png()),
      `${DRAWING}1: The file is a PNG, but its name promises a SVG`,
    ],
    ['an empty file', has('files/loop.svg', Buffer.alloc(0)), `${DRAWING}1: The file is empty`],
    [
      'a drawing that is too large',
      drawn(`<!--${'x'.repeat(500_000)}-->`),
      `${DRAWING}1: The file is too large (500 kB)`,
    ],
    ['a script', drawn('\n<script>alert(1)</script>'), `${DRAWING}3: Remove <script>`],
    ['an event handler', drawn('<rect\n onclick="x()"/>'), `${DRAWING}3: Remove onclick; it would run a script.`],
    ['foreign elements', drawn('<foreignObject/>'), `${DRAWING}2: Remove <foreignObject>`],
    ['a picture from elsewhere', drawn('<image href="https://example.org/a.png"/>'), `${DRAWING}2: Remove <image>`],
    ['a link', drawn('<a href="https://example.org"><path/></a>'), `${DRAWING}2: Remove <a>`],
    [
      'an outside part',
      drawn('<use href="other.svg#a"/>'),
      `${DRAWING}2: Remove href="other.svg#a"; a drawing may refer only`,
    ],
    [
      'a script in an address',
      drawn('<use xlink:href="javascript:x()"/>', 'viewBox="0 0 9 9" xmlns:xlink="http://www.w3.org/1999/xlink"'),
      `${DRAWING}2: Remove xlink:href=`,
    ],
    ['an outside paint', drawn('<rect fill="url(https://example.org/#a)"/>'), `${DRAWING}2: In fill: Remove "url("`],
    ['an outside style', drawn('<style>\n@import "a.css";</style>'), `${DRAWING}3: Remove "@import"`],
    [
      'a style hidden by a comment',
      drawn('<style>a{fill:u<!-- -->rl(//example.org)}</style>'),
      `${DRAWING}2: Remove "url("`,
    ],
    [
      'a style hidden by a reference',
      drawn('<style>a{fill:&#117;rl(//example.org)}</style>'),
      `${DRAWING}2: Remove "url("`,
    ],
    [
      'a style hidden by a backslash',
      drawn('<rect style="fill:u\\72l(//example.org)"/>'),
      `${DRAWING}2: In style: Remove "\\"`,
    ],
    [
      'entities',
      has(
        'files/loop.svg',
        Buffer.from(
          '<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">&a;</svg>',
        ),
      ),
      `${DRAWING}1: Remove the DOCTYPE`,
    ],
    [
      'a style sheet',
      has(
        'files/loop.svg',
        Buffer.from(
          '<?xml version="1.0"?>\n<?xml-stylesheet href="a"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
        ),
      ),
      `${DRAWING}2: Remove <?xml-stylesheet?>`,
    ],
    [
      'another encoding',
      has(
        'files/loop.svg',
        Buffer.from(
          '<?xml version="1.0" encoding="ISO-2022-JP"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>',
        ),
      ),
      `${DRAWING}1: Save the file as UTF-8.`,
    ],
    ['an animation', drawn('<set attributeName="href" to="x"/>'), `${DRAWING}2: Remove <set>`],
    ['parts that use parts', drawn('<g id="a"><use href="#b"/></g>'), `${DRAWING}2: Remove this <use>`],
    [
      'a program’s notes',
      drawn('<g inkscape:label="x"/>'),
      `${DRAWING}2: Remove inkscape:label; save the drawing as plain SVG`,
    ],
    ['XML that is none', drawn('<g>'), `${DRAWING}3: This is not well-formed XML`],
    ['no viewBox', drawn('<path/>', 'width="9"'), `${DRAWING}1: Give the svg element a viewBox`],
    [
      'another namespace',
      has('files/loop.svg', Buffer.from('<svg xmlns="http://www.w3.org/1999/xhtml" viewBox="0 0 9 9"/>')),
      `${DRAWING}1: Write xmlns="http://www.w3.org/2000/svg".`,
    ],
  ])('%s', (_name, edit, fault) => {
    expect(fileFaultsOf(edit)).toContainEqual(expect.stringContaining(fault));
  });
});

test('a drawing may style itself by the scheme of the page', () => {
  const style = '<style>path { fill: #fff } @media (prefers-color-scheme: dark) { path { fill: url(#a) } }</style>';
  expect(fileFaultsOf(drawn(style))).toEqual([]);
});
