import { fileURLToPath } from 'node:url';
import type { UserConfig } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
/** Where the API runs while the pages are worked on with `npm run web`. */
const API = process.env.ATTUNE_API ?? 'http://localhost:4000';
const TO_API = [
  '/graphql',
  '/api',
  '/assets',
  '/certificates',
  '/credentials',
  '/transcripts',
  '/verify',
  '/organizations',
];

export const config = {
  root,
  base: '/',
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
      treeshake: { moduleSideEffects: [{ test: /graphql/, sideEffects: false }] },
    },
  },
  server: { proxy: Object.fromEntries(TO_API.map((path) => [path, { target: API }])) },
} satisfies UserConfig;
