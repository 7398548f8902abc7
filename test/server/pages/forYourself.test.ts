import { expect, test } from '@jest/globals';
import { partedHtml } from '../../../server/pages/forYourself.ts';

const shown = (text: string, hasHelp = true) => partedHtml(text, hasHelp).markup.trim();

test.each([
  ['[call](#help)', '<p><a href="#help">call</a></p>'],
  ['[go](#part-2)\n\n## A\n\n## B', '<p><a href="#part-2">go</a></p>\n<h2 id="part-1">A</h2>\n<h2 id="part-2">B</h2>'],
  ['[go](#part-2)\n\n## A', '<p>go</p>\n<h2 id="part-1">A</h2>'],
  ['### A\n\n[go](#part-1)', '<h3>A</h3>\n<p>go</p>'],
  ['[x](#main) [y](#) [z](#help-title) [w](/safety#help)', '<p>x y z w</p>'],
  ['[x](javascript:alert(1)) [**y**](#help)', '<p>x <a href="#help"><strong>y</strong></a></p>'],
  ['[<b>](#help)', '<p><a href="#help">&lt;b&gt;</a></p>'],
  ['[x](#help"onclick="a)', '<p>x</p>'],
  ['[111](tel:111)', '<p><a href="tel:111" rel="noreferrer">111</a></p>'],
])('%j', (text, expected) => {
  expect(shown(text)).toBe(expected);
});

test('where nobody is named to call, the link to them is plain words', () => {
  expect(shown('[call](#help)', false)).toBe('<p>call</p>');
});
