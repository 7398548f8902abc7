import { Labeled, type Said } from './labeled.tsx';

type Props = Omit<Said, 'fault'> & {
  name: string;
  value: string;
  options: readonly { value: string; label: string }[];
  onChange: (value: string) => void;
};

/** A list to choose one thing from. */
export function Select({ label, hint, name, value, options, onChange }: Props) {
  return (
    <Labeled
      {...{ label, hint }}
      of={(control) => (
        <select {...control} name={name} value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
          {options.map((one) => (
            <option key={one.value} value={one.value} selected={one.value === value}>
              {one.label}
            </option>
          ))}
        </select>
      )}
    />
  );
}
