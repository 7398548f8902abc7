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
  // The database server idles most of the time: every core may run tests, also where there are but two.
  maxWorkers: '100%',
  testTimeout: 60_000,
  coverageProvider: 'v8',
};
