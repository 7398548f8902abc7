import { fileURLToPath } from 'node:url';
import type { Plugin, UserConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
/** Where the API runs while the pages are worked on with `npm run web`. */
const API = process.env.ATTUNE_API ?? 'http://localhost:4000';
const TO_API = [
  '/graphql',
  '/api',
  '/assets',
  '/service-worker.js',
  '/certificates',
  '/credentials',
  '/files',
  '/transcripts',
  '/verify',
  '/organizations',
];

/** What every page needs, in one file: it compresses better than many, and is one request. */
const START =
  /\/node_modules\/(preact|@preact)\/|preload-helper|\/web\/(?!acting|unsaved|main|serviceWorker|deskRoutes|earnedRoutes|careRoutes)\w+\.tsx?$|\/web\/(words\/(words|written|languages|told)|graphql\/asked\/queries|keeping\/(here|keptFor|names)|accounts\/signInDialog|design\/parts\/missing)\.tsx?$/;
/** What shows a text of a course comes together; a file for each would be named on every page. */
const TEXT = /\/web\/design\/parts\/(markdown|withFiles|recording)\.tsx?$/;
/**
 * Of marked the pages use the lexer alone. Its file ends with an instance of everything, which keeps a bundler from leaving out the
 * parser and the renderer: 3 kB of the player. This ends the file before it.
 */
const lexerAlone: Plugin = {
  name: 'lexer-alone',
  apply: 'build',
  transform: {
    filter: { id: /marked\.esm\.js$/ },
    handler(code) {
      const instance = code.search(/var (\w+)=new \w+;function \w+\(\w+,\w+\)\{return \1\.parse\(/);
      const lexer = /\b(\w+) as Lexer\b/.exec(code)?.[1];
      if (instance < 0 || lexer === undefined) throw new Error('marked has changed: adapt or delete this plugin.');
      return { code: `${code.slice(0, instance)}export{${lexer} as Lexer};`, map: null };
    },
  },
};

export const config = {
  root,
  base: '/',
  plugins: [lexerAlone],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    emptyOutDir: true,
    manifest: true,
    rolldownOptions: {
      input: ['main.tsx', 'verification/camera.ts', 'verification/qr.ts'].map((entry) => `${root}${entry}`),
      preserveEntrySignatures: 'exports-only',
      output: {
        codeSplitting: {
          groups: [
            { name: 'start', test: START },
            { name: 'text', test: TEXT },
          ],
        },
      },
      treeshake: { moduleSideEffects: [{ test: /graphql/, sideEffects: false }] },
    },
  },
  server: { proxy: Object.fromEntries(TO_API.map((path) => [path, { target: API }])) },
} satisfies UserConfig;

/** The worker of kept modules: one script without imports, built into the same folder. */
export const workerConfig = {
  ...config,
  build: {
    target: 'es2022',
    emptyOutDir: false,
    copyPublicDir: false,
    rolldownOptions: {
      input: `${root}serviceWorker.ts`,
      output: { format: 'iife', entryFileNames: 'service-worker.js' },
    },
  },
} satisfies UserConfig;
