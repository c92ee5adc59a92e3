import { availableParallelism } from 'node:os';

/** A path as a regular expression that matches nothing else. */
const literally = (path) => path.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');

export default {
  testMatch: ['<rootDir>/__tests__/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  globalSetup: '<rootDir>/__tests__/engine/build.js',
  testEnvironment: '<rootDir>/__tests__/engine/environment.js',
  transform: {
    [`^${literally(import.meta.dirname)}/lib/.+\\.ts$`]: '<rootDir>/__tests__/engine/transform.js',
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'nodenext' } },
    ],
  },
  testSequencer: '<rootDir>/__tests__/longest-first.js',
  setupFiles: ['<rootDir>/__tests__/state-home.js'],
  testTimeout: 120_000,
  // A machine that does nothing else has no core to spare, and a worker whose server starts or whose probe sleeps leaves one.
  ...(process.env['CI'] ? { maxWorkers: Math.ceil(1.5 * availableParallelism()) } : {}),
};
