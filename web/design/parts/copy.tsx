import { useState } from 'preact/hooks';

type Props = { text: string; label: string; copied: string; failed: string };

/** A button that copies a text, and says whether it did. */
export function Copy({ text, label, copied, failed }: Props) {
  const [told, setTold] = useState('');
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => setTold(copied),
      () => setTold(failed),
    );
  return (
    <p class="actions">
      <button
        type="button"
        class="quiet"
        onClick={() => {
          setTold('');
          if (navigator.clipboard === undefined) setTold(failed);
          else void copy();
        }}
      >
        {label}
      </button>
      <span class="note" role="status">
        {told}
      </span>
    </p>
  );
}
