import { availableParallelism } from 'node:os';

/**
 * Tests run in plain Node processes, which load the modules of the project once for all their files. Jest's sandbox loaded them anew
 * for each file: half of the suite's time. docs/decisions/0044-tests-in-plain-node.md
 */
export default {
  runner: 'jest-light-runner/child-process',
  setupFiles: ['./test/support/jest/hook.js'],
  transform: {},
  globalSetup: './test/support/globalSetup.ts',
  globalTeardown: './test/support/globalTeardown.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.data', '<rootDir>/bench/node_modules'],
  // A test waits for the database, for processes and for time limits: half as many workers again keep the cores busy.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
};
