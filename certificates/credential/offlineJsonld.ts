import { createRequire, Module } from 'node:module';
import type { Jsonld } from 'jsonld';

const require = createRequire(import.meta.url);

/**
 * The library's part for Node brings an HTTP client of a hundred modules, to fetch contexts. We include all contexts, so nothing
 * stands in its place, as the library itself has it for browsers.
 */
const platform = require.resolve('jsonld/lib/platform.js');
const nothing = { setupGlobals: () => {}, setupDocumentLoaders: () => {} };
require.cache[platform] ??= Object.assign(new Module(platform), { exports: nothing, loaded: true });

/** The JSON-LD library without a loader of its own: each call passes one. */
export const jsonld: Jsonld = require('jsonld');
