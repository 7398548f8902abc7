import { tellParent } from './child.ts';

/** The product's own worker. */
await import('../../server/worker.ts');
tellParent();
