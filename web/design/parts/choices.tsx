import { useWritten } from './written.tsx';

type Props = {
  name: string;
  options: readonly { id: string; text: string }[];
  chosen: readonly string[];
  /** Boxes instead of radios. */
  several?: boolean;
  disabled?: boolean;
  invalid?: boolean;
  describedBy?: string | undefined;
  onChoose: (id: string, on: boolean) => void;
};

/** Options as radios, or as boxes where several can be chosen. It belongs into a fieldset with its legend. */
export function Choices({ name, options, chosen, several = false, disabled, invalid, describedBy, onChoose }: Props) {
  const lang = useWritten();
  return (
    <div class="choices">
      {options.map(({ id, text }, at) => (
        <label class="choice" key={id}>
          <input
            type={several ? 'checkbox' : 'radio'}
            name={name}
            value={id}
            checked={chosen.includes(id)}
            disabled={disabled}
            aria-describedby={at === 0 ? describedBy : undefined}
            data-invalid={invalid}
            onChange={({ currentTarget }) => onChoose(id, currentTarget.checked)}
          />
          <span lang={lang}>{text}</span>
        </label>
      ))}
    </div>
  );
}
