import { describe, expect, test } from '@jest/globals';
import { contentHash } from '../../schema/courses/rules/package/canonical.ts';
import { parsePackage } from '../../schema/courses/rules/package/parse.ts';
import { writePackage } from '../../schema/courses/rules/package/write.ts';
import { studyPlan } from '../../schema/courses/rules.ts';
import { add, faultsOf, swap } from '../support/packageFaults.ts';
import { samplePackage } from '../support/samplePackage.ts';

const FILE = 'practice/first.yaml';
const WHOLE = `case:
  title: "A couple, 1: the call"
  scenes:
    - id: call
      text: |
        She says: "He read my **phone**."
      choices:
        - { text: See them apart, to: apart }
        - { text: See them together, to: together }
    - { id: apart, text: Each speaks alone., ending: Safety is known. }
    - id: together
      title: In one room
      text: Nobody speaks.
      choices:
        - { text: Stop and see them apart, to: apart }
        - { text: Go on, to: silence }
    - { id: silence, text: Nothing is learned. }
writing:
  example: |
    What happened was a choice, and it was his.
  rubric:
    - It names the act.
    - It blames nobody for the act of another.
`;

test('what is practiced is part of the content, and of no hours', () => {
  const plain = samplePackage();
  const practiced = samplePackage(add(FILE, WHOLE));
  expect(practiced.modules.map(({ practice }) => practice?.case?.scenes.length)).toEqual([4, undefined]);
  expect(contentHash(practiced)).not.toBe(contentHash(plain));
  expect(studyPlan(practiced)).toEqual(studyPlan(plain));
});

test('law: written and read again it is the same', () => {
  const practiced = samplePackage(add(FILE, WHOLE));
  const files = writePackage(practiced);
  const again = parsePackage(files);
  if (!again.ok) throw new Error(JSON.stringify(again.faults));
  expect(files.has(FILE)).toBe(true);
  expect(contentHash(again.package)).toBe(contentHash(practiced));
});

describe('refused with file and line', () => {
  const changed = (from: string, to: string) => (files: Map<string, string>) => {
    add(FILE, WHOLE)(files);
    swap(FILE, from, to)(files);
  };
  test.each([
    [
      'a scene that nothing leads to',
      changed('{ text: Go on, to: silence }', '{ text: Go on, to: apart }'),
      ['practice/first.yaml:17: No choice leads to the scene silence; lead to it, or remove it.'],
    ],
    [
      'a choice that leads nowhere',
      changed('to: silence', 'to: silent'),
      [
        'practice/first.yaml:16: A choice leads to another scene; silent is none.',
        'practice/first.yaml:17: No choice leads to the scene silence; lead to it, or remove it.',
      ],
    ],
    [
      'a choice that leads to its own scene',
      changed('See them together, to: together', 'Wait, to: call'),
      [
        'practice/first.yaml:9: A choice leads to another scene; call is this one.',
        'practice/first.yaml:11: No choice leads to the scene together; lead to it, or remove it.',
        'practice/first.yaml:17: No choice leads to the scene silence; lead to it, or remove it.',
      ],
    ],
    [
      'an ending with choices',
      changed('title: In one room', 'ending: In one room'),
      ['practice/first.yaml:12: case.scenes.ending: remove it; a scene with choices goes on.'],
    ],
    [
      'two scenes of one name',
      changed('id: silence', 'id: apart'),
      [
        'practice/first.yaml:10: The id apart is in scenes twice; rename one.',
        'practice/first.yaml:10: No choice leads to the scene apart; lead to it, or remove it.',
        'practice/first.yaml:16: A choice leads to another scene; silence is none.',
      ],
    ],
    [
      'a case without an end',
      (files: Map<string, string>) => {
        add(
          FILE,
          'case:\n  title: Round\n  scenes:\n    - { id: a, text: A., choices: [{ text: On, to: b }, { text: Further, to: b }] }\n    - { id: b, text: B., choices: [{ text: Back, to: a }, { text: Again, to: a }] }\n',
        )(files);
      },
      [
        'practice/first.yaml:4: From the scene a no end can be reached; lead to a scene without choices.',
        'practice/first.yaml:5: From the scene b no end can be reached; lead to a scene without choices.',
      ],
    ],
    [
      'a module that is not there',
      add('practice/frist.yaml', WHOLE),
      ['practice/frist.yaml:1: There is no module frist; did you mean "first"?'],
    ],
    [
      'writing where none is asked for',
      (files: Map<string, string>) => {
        add(FILE, WHOLE)(files);
        swap('modules/01-first.md', 'reflection: What did you notice?\n', '')(files);
      },
      ['practice/first.yaml:18: The module first asks for no writing; give it a reflection.'],
    ],
    ['nothing to practice', add(FILE, '{}\n'), ['practice/first.yaml:1: write case, writing, or both.']],
    [
      'HTML',
      changed('Each speaks alone.', '<b>Each</b>'),
      [
        'practice/first.yaml:10: case.scenes.text: Write this in Markdown; HTML such as <b> is not allowed.',
        'practice/first.yaml:10: case.scenes.text: Write this in Markdown; HTML such as </b> is not allowed.',
      ],
    ],
  ])('%s', (_, edit, faults) => {
    expect(faultsOf(edit)).toEqual(faults);
  });
});
