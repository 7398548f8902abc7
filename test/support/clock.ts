import { jest } from '@jest/globals';

/** Moves the clock that everything in this process reads; timers and sockets stay real. Undo with jest.useRealTimers(). */
export const setClock = (instant: number): void => {
  jest.useFakeTimers({
    now: instant,
    doNotFake: [
      ...(['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'clearImmediate'] as const),
      ...(['nextTick', 'queueMicrotask', 'performance', 'hrtime'] as const),
    ],
  });
};
