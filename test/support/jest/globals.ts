import { ModernFakeTimers } from '@jest/fake-timers';
import type * as Jest from '@jest/globals';
import { bind } from 'jest-each';

/** What the runner gives every test file; `hook.js` serves this module in the place of `@jest/globals`. */
const given = globalThis as unknown as typeof Jest;
// Tests may move the clock, and their limit runs on.
const { setTimeout, clearTimeout } = globalThis;

/** How long a test or a hook may take that names no limit of its own. */
const LIMIT_MS = 60_000;

type Runs = () => unknown;

/** The runner waits for ever. Here what takes longer than its limit fails; what it began goes on beside the next test. */
const limited =
  (runs: Runs, limitMs = LIMIT_MS): Runs =>
  () => {
    let timer: NodeJS.Timeout;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`It took longer than ${limitMs} ms.`)), limitMs);
    });
    return Promise.race([Promise.resolve().then(runs), late]).finally(() => clearTimeout(timer));
  };

type Registers = (name: string, runs: Runs) => void;
type Hooks = (runs: Runs) => void;

const named = given.test as unknown as Registers;
const limitedTest = (name: string, runs: Runs, limitMs?: number) => named(name, limited(runs, limitMs));
export const test = Object.assign(limitedTest, { each: bind(limitedTest) });

const hook = (adds: unknown) => (runs: Runs, limitMs?: number) => (adds as Hooks)(limited(runs, limitMs));
export const beforeAll = hook(given.beforeAll);
export const afterAll = hook(given.afterAll);
export const beforeEach = hook(given.beforeEach);
export const afterEach = hook(given.afterEach);
export const { describe, expect } = given;

const timers = new ModernFakeTimers({
  config: { fakeTimers: {} } as ConstructorParameters<typeof ModernFakeTimers>[0]['config'],
  global: globalThis,
});
/** The runner's timers take no options, such as which of them stay real. */
export const jest = {
  ...given.jest,
  useFakeTimers: (options?: Parameters<ModernFakeTimers['useFakeTimers']>[0]) => timers.useFakeTimers(options),
  advanceTimersByTime: (ms: number) => timers.advanceTimersByTime(ms),
  useRealTimers: () => timers.useRealTimers(),
};
