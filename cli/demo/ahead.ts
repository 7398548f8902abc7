/** Loaded before the demo's server: its clock is ahead by DEMO_AHEAD_MS, so that an event of a later season has taken place. */
const AHEAD_MS = Number(process.env.DEMO_AHEAD_MS);
const now = (): number => clock.now() + AHEAD_MS;
const clock = Date;

globalThis.Date = new Proxy(clock, {
  construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});
