/** A gap between two beats counts at most this long, so that the clock stops for a reader who walks away. */
export const IDLE_CAP_MILLIS = 60_000;
export const IDLE_CAP_SECONDS = IDLE_CAP_MILLIS / 1000;
/** How often a reader should send a beat, so that the cap does not cut any time. */
export const BEAT_SECONDS = 20;
