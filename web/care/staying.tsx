import { device } from '../device.ts';
import { words } from '../words/words.ts';

/** At the top, beside the way out: that leaving does not end the session. Whoever holds the device may have set it so. */
export function Staying() {
  if (device.value.stay === null) return null;
  return (
    <p class="box">
      {words.care.stays} <a href="/me#browser">{words.care.toStays}</a>
    </p>
  );
}
