import { expect, test } from '@jest/globals';
import { merged } from '../../web/merge.ts';

const module = (id: string, fields: object) => ({ __typename: 'EnrolledModule', id, ...fields });
const shown = {
  node: {
    ...{ __typename: 'Enrollment', id: 'e', purpose: 'CREDIT', progress: { percent: 10, total: 5 } },
    blockers: [{ code: 'TIME' }, { code: 'QUIZ' }],
    modules: [module('1', { title: 'One', seconds: 5 }), module('2', { title: 'Two', seconds: 0 })],
  },
};

test('an answer renews the objects that it names, wherever they are, and nothing else', () => {
  const answer = { beat: { module: module('2', { seconds: 60 }), studySession: { id: 'x' } } };
  const after = merged(shown, answer);
  expect(after).toEqual({
    node: { ...shown.node, modules: [shown.node.modules[0], module('2', { title: 'Two', seconds: 60 })] },
  });
  expect(shown.node.modules[1]).toEqual(module('2', { title: 'Two', seconds: 0 }));
});

test('values without an id are merged, lists of them replaced, and fields that the answer lacks are kept', () => {
  const answer = {
    done: { __typename: 'Enrollment', id: 'e', progress: { percent: 20 }, blockers: [{ code: 'QUIZ' }] },
  };
  expect(merged(shown, answer).node).toMatchObject({ purpose: 'CREDIT', progress: { percent: 20, total: 5 } });
  expect(merged(shown, answer).node.blockers).toEqual([{ code: 'QUIZ' }]);
});

test('a list of other objects takes the place of the one that stood', () => {
  const answer = { e: { __typename: 'Enrollment', id: 'e', modules: [module('3', { title: 'Three' })] } };
  expect(merged(shown, answer).node.modules).toEqual([module('3', { title: 'Three' })]);
});

test('another object takes the place of one that stood, and null of any', () => {
  const next = { node: { __typename: 'E', id: 'e', next: module('1', { title: 'One' }) } };
  const answer = (value: unknown) => ({ e: { __typename: 'E', id: 'e', next: value } });
  expect(merged(next, answer(module('2', {}))).node.next).toEqual(module('2', {}));
  expect(merged(next, answer(null)).node.next).toBeNull();
});
