import { Select } from '../design/parts/select.tsx';
import { words } from '../words/words.ts';
import { besideEachOther, clockIn, type List } from './rules.ts';

type Props = { session: List['session']; value: string | null; onChange: (partId: string | null) => void };

/** At which door somebody signs; nothing to choose unless parts run side by side. */
export function WhichDoor({ session, value, onChange }: Props) {
  const say = words.attendance;
  const parts = besideEachOther(session.parts);
  if (parts.length === 0) return null;
  const { timeZone } = session;
  const options = parts.map(({ id, title, startsAt, endsAt }) => ({
    ...{ value: id, label: `${title}, ${clockIn(startsAt, timeZone)}–${clockIn(endsAt, timeZone)}` },
  }));
  return (
    <Select
      label={say.which}
      name="part"
      value={value ?? ''}
      options={[{ value: '', label: say.wholeDay }, ...options]}
      onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
    />
  );
}
