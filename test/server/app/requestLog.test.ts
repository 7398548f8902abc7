import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { createRequestLog } from '../../../server/app/requestLog.ts';
import { createLog } from '../../../server/http/logging.ts';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

const FEW = { answered: 5, refused: 2 };
const open = () => {
  const lines: Record<string, unknown>[] = [];
  const log = createLog('info', { write: (line) => void lines.push(JSON.parse(line)) });
  const note = createRequestLog(log, FEW);
  const send = (count: number, route: string, status: string) => {
    for (let at = 0; at < count; at++) note({ requestId: `id-${at}`, method: 'GET', route, status, ms: 1 });
  };
  const written = () => lines.splice(0).map(({ msg, route, status, requests }) => [msg, route, status, requests]);
  return { send, written };
};

test.each(['429', '503', '404', '400', 'aborted'])(
  'of many requests with status %s, a few get a line and one line counts the rest',
  (status) => {
    const { send, written } = open();
    send(1_000, '/graphql', status);
    expect(written()).toEqual(Array(2).fill(['request', '/graphql', status, undefined]));
    jest.advanceTimersByTime(1_000);
    expect(written()).toEqual([['more requests', '/graphql', status, 998]]);
    jest.advanceTimersByTime(5_000);
    expect(written()).toEqual([]);
    send(1, '/graphql', status);
    expect(written()).toHaveLength(1);
  },
);

test('each route and status has lines of its own, and answered requests have more', () => {
  const { send, written } = open();
  send(3, '/livez', '200');
  send(3, '/readyz', '503');
  send(7, '/graphql', '200');
  expect(written().map(([, route]) => route)).toEqual([
    ...Array(3).fill('/livez'),
    ...Array(2).fill('/readyz'),
    ...Array(5).fill('/graphql'),
  ]);
  jest.advanceTimersByTime(1_000);
  expect(written()).toEqual([
    ['more requests', '/readyz', '503', 1],
    ['more requests', '/graphql', '200', 2],
  ]);
});

test('faults of ours always get a line', () => {
  const { send, written } = open();
  send(50, '/graphql', '500');
  expect(written()).toHaveLength(50);
});
