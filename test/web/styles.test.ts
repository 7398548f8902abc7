import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const WEB = fileURLToPath(new URL('../../web', import.meta.url));
const files = globSync('**/*.css', { cwd: WEB });
/** What all pages load. */
const SHARED = /^design\/\w+\.css$/;

/** The first part of each selector, such as `.gate` of `.gate > li a`. */
function rootsIn(css: string): string[] {
  const selectors = css.replaceAll(/\/\*.*?\*\//gs, '').matchAll(/([^{}]+)\{/g);
  return [...selectors]
    .flatMap(([, text = '']) => text.split(/,(?![^(]*\))/))
    .map((selector) => selector.trim())
    .filter((selector) => selector !== '' && !selector.startsWith('@'))
    .map((selector) => selector.split(/[\s>+~]/)[0] ?? '');
}

const classesOf = (root: string): string[] => root.match(/\.[\w-]+/g) ?? [];
const roots = new Map(files.map((file) => [file, rootsIn(readFileSync(join(WEB, file), 'utf8'))]));
const own = [...roots].filter(([file]) => !SHARED.test(file));

test('the styles of a page stay when another page is shown, so each rule begins with a class that is its own', () => {
  expect(own.length).toBeGreaterThan(10);
  const faults = own.flatMap(([file, mine]) => {
    const others = new Set(
      [...roots].filter(([other]) => other !== file).flatMap(([, theirs]) => theirs.flatMap(classesOf)),
    );
    return mine.filter((root) => classesOf(root).every((name) => others.has(name))).map((root) => `${file}: ${root}`);
  });
  expect([...new Set(faults)]).toEqual([]);
});

test('text keeps to the measure', () => {
  const base = readFileSync(join(WEB, 'design/base.css'), 'utf8');
  const [, selectors = ''] = /\n([^{}]+)\{[^{}]*max-width: var\(--measure\)/.exec(base) ?? [];
  expect(selectors.split(',').map((one) => one.trim())).toEqual(['p', 'ul', 'ol', 'blockquote']);
});
