import { guarded } from '../../drizzle/driverGuard/guard.js';

/** Jest transformer for the driver's one file: the tests run what production runs. */
export default {
  process: (source) => ({ code: guarded(source) }),
};
