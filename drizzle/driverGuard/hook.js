import module from 'node:module';
import { guarded, isGuardedFile } from './guard.js';

/** Node reads the driver's file through the guard. The hook goes when it has done that. */
const hooks = module.registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context);
    if (!isGuardedFile(url)) return loaded;
    hooks.deregister();
    return { ...loaded, source: guarded(String(loaded.source)) };
  },
});
