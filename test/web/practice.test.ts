import { expect, test } from '@jest/globals';
import { begin, choose, chosenAt } from '../../web/enrollments/practiceRules.ts';

const scene = (key: string, ...choices: { text: string; to: string }[]) => ({
  ...{ key, title: null, text: key, choices, ending: choices.length === 0 ? 'The end' : null },
});
const wait = { text: 'Wait', to: 'call' };
const see = { text: 'See them apart', to: 'apart' };
const seeToo = { text: 'See one of them', to: 'apart' };
const SCENES = [scene('call', wait, see, seeToo), scene('apart')];
const keys = (way: ReturnType<typeof begin>) => way.map(({ key }) => key);

test('a case begins with its first scene, and a choice leads to the next', () => {
  const way = choose(begin(SCENES), SCENES, see);
  expect(keys(begin(SCENES))).toEqual(['call']);
  expect(keys(way)).toEqual(['call', 'apart']);
  expect([chosenAt(way, 0), chosenAt(way, 1)]).toEqual(['See them apart', null]);
});

test('two choices may lead to the same scene, and the one that was made is told', () => {
  expect(chosenAt(choose(begin(SCENES), SCENES, seeToo), 0)).toBe('See one of them');
});

test('a scene may come again', () => {
  const way = choose(choose(begin(SCENES), SCENES, wait), SCENES, see);
  expect(keys(way)).toEqual(['call', 'call', 'apart']);
  expect(chosenAt(way, 0)).toBe('Wait');
});

test('a choice that leads nowhere changes nothing', () => {
  const way = begin(SCENES);
  expect(choose(way, SCENES, { text: 'Away', to: 'elsewhere' })).toBe(way);
});
