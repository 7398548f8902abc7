import { ALL_JOBS } from '../../server/jobs/all.ts';

/**
 * Loaded before a service of the storm: its clock goes as far ahead as it is told, and its jobs do not wait between two of them. A
 * moment of the real clock stays a moment, so that whatever waits in real time still does.
 */
const now = Date.now;
let ahead = Number(process.env.STORM_AHEAD_MS ?? 0);
const moved = () => now() + ahead;

globalThis.Date = new Proxy(Date, {
  construct: (target, args, made) => Reflect.construct(target, args.length === 0 ? [moved()] : args, made),
  get: (target, key) => (key === 'now' ? moved : Reflect.get(target, key)),
});

process.on('message', (told: number) => {
  ahead = told;
  process.send?.(told);
});
// It ends with the storm, however that ends.
process.once('disconnect', () => process.exit(1));
process.channel?.unref();

for (const { pace } of ALL_JOBS) Object.assign(pace, { pollSeconds: 0.5, atOnce: 2, hurryAbove: 1 });
