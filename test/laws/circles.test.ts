import { expect, test } from '@jest/globals';
import { edgesOf, folderOf, sources } from '../support/sources.ts';

/** How many files server/ itself may have; the others are in its subfolders. */
const MOST_BESIDE_ROOMS = 7;

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const graphOf = (arrows: Iterable<readonly [string, string]>): Graph => {
  const graph = new Map<string, Set<string>>();
  for (const [from, to] of arrows) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  return graph;
};

/** The shortest way from a point back to itself, the point first; null when there is none. */
const wayBack = (graph: Graph, start: string): string[] | null => {
  const before = new Map<string, string>();
  const queue = [start];
  for (let at = queue.shift(); at !== undefined; at = queue.shift()) {
    for (const next of graph.get(at) ?? []) {
      if (next === start) {
        const way = [at];
        for (let step = before.get(at); step !== undefined; step = before.get(step)) way.unshift(step);
        return way;
      }
      if (before.has(next)) continue;
      before.set(next, at);
      queue.push(next);
    }
  }
  return null;
};

/** For every point of a circle the shortest one through it, each circle once. */
const circlesOf = (graph: Graph): string[] => {
  const circles = [...graph.keys()].flatMap((start) => {
    const way = wayBack(graph, start);
    if (way === null) return [];
    const first = way.indexOf([...way].sort()[0] ?? '');
    return [[...way.slice(first), ...way.slice(0, first)].join(' -> ')];
  });
  return [...new Set(circles)].sort();
};

test('the finder of cycles finds every shortest one, and nothing where there is none', () => {
  const arrows = (text: string) => graphOf(text.split(' ').map((arrow) => [arrow[0] ?? '', arrow[1] ?? ''] as const));
  expect(circlesOf(arrows('ab bc cd ad'))).toEqual([]);
  expect(circlesOf(arrows('aa'))).toEqual(['a']);
  expect(circlesOf(arrows('ba ab'))).toEqual(['a -> b']);
  expect(circlesOf(arrows('xa cb ac ba yx'))).toEqual(['a -> c -> b']);
  expect(circlesOf(arrows('ab ba bc cd db'))).toEqual(['a -> b', 'b -> c -> d']);
});

test('no file imports itself by a detour, not by `import type` either', () => {
  const found = circlesOf(graphOf(edgesOf(sources).map(({ path, target }) => [path, target])));
  expect(found).toEqual([]);
});

const roomOf = (path: string): string | null => /^server\/(\w+)\//.exec(path)?.[1] ?? null;

test('no room of server/ imports itself by a detour, not by `import type` either', () => {
  const between = edgesOf(sources).flatMap(({ path, target }) => {
    const [from, to] = [roomOf(path), roomOf(target)];
    return from === null || to === null || from === to ? [] : [[from, to] as const];
  });
  expect(between.length).toBeGreaterThanOrEqual(10);
  expect(circlesOf(graphOf(between))).toEqual([]);
});

test(`server/ has at most ${MOST_BESIDE_ROOMS} files beside its rooms`, () => {
  const beside = sources.filter(({ path }) => folderOf(path) === 'server' && path.split('/').length === 2);
  expect(beside.length).toBeLessThanOrEqual(MOST_BESIDE_ROOMS);
});
