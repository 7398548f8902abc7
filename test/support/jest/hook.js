import { registerHooks } from 'node:module';

const GLOBALS = new URL('./globals.ts', import.meta.url).href;

// Jest's own module refuses to be imported outside its sandbox, in which no test runs here.
registerHooks({
  resolve: (name, context, next) =>
    name === '@jest/globals' ? { url: GLOBALS, shortCircuit: true } : next(name, context),
});
