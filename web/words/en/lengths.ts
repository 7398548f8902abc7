export const minutes = (count: number): string => `${count} ${count === 1 ? 'minute' : 'minutes'}`;

/** A time of an hour or more in hours and minutes. */
export function duration(count: number): string {
  const [hours, left] = [Math.floor(count / 60), count % 60];
  if (hours === 0) return minutes(count);
  const whole = hours === 1 ? '1 hour' : `${hours} hours`;
  return left === 0 ? whole : `${whole} ${minutes(left)}`;
}
