import { availableParallelism } from 'node:os';

/** Node runs the TypeScript directly; Jest needs the same stripping and nothing more. */
export default {
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': './test/support/stripTypes.js',
    '/node_modules/postgres/src/connection\\.js$': './test/support/guardDriver.js',
  },
  transformIgnorePatterns: ['/node_modules/(?!postgres/src/connection\\.js$)'],
  globalSetup: './test/support/globalSetup.ts',
  globalTeardown: './test/support/globalTeardown.ts',
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.data', '<rootDir>/bench/node_modules'],
  // A test waits for the database, for processes and for time limits: half as many workers again keep the cores busy.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // A worker keeps the modules of every file that it ran: near the end two held 4 GB each, and a third ran out of memory.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
  coverageProvider: 'v8',
};
