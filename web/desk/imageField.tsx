import { useId, useState } from 'preact/hooks';
import { words } from '../words/words.ts';
import type { ImageChange } from './draft.ts';
import { pngOf } from './shrink.ts';

type Props = {
  label: string;
  /** The image that is saved. */
  saved: { width: number; height: number; url: string } | null;
  change: ImageChange;
  most: number;
  /** The color of the paper that it is printed on. */
  paper: string;
  onChange: (change: ImageChange) => void;
};

/** An image that certificates print: the one that is saved, another one, or none. */
export function ImageField({ label, saved, change, most, paper, onChange }: Props) {
  const say = words.desk;
  const id = useId();
  const [fault, setFault] = useState<string | null>(null);
  const shown = change === undefined ? saved : change;
  const source =
    shown === null ? null : 'url' in shown ? new URL(shown.url).pathname : `data:image/png;base64,${shown.base64}`;

  const take = async (input: HTMLInputElement) => {
    const [file] = input.files ?? [];
    if (file === undefined) return;
    const made = await pngOf(file, most);
    input.value = '';
    if (typeof made !== 'string') onChange(made);
    setFault(typeof made !== 'string' ? null : made === 'BROKEN' ? say.imageBroken : say.imageStubborn);
  };
  return (
    <fieldset class="image" style={{ '--print-paper': paper }}>
      <legend>{label}</legend>
      {source === null ? null : <img src={source} alt={label} />}
      <p class="note" role="status">
        {noteOf(change, saved)}
      </p>
      <div class="field">
        <label for={id}>{say.imageChoose}</label>
        <p class="hint" id={`${id}-hint`}>
          {say.imageHint}
        </p>
        <input
          id={id}
          type="file"
          accept="image/*"
          aria-describedby={`${id}-hint${fault === null ? '' : ` ${id}-fault`}`}
          aria-invalid={fault !== null}
          onChange={({ currentTarget }) => void take(currentTarget)}
        />
        {fault === null ? null : (
          <p class="fault" id={`${id}-fault`} role="alert">
            {fault}
          </p>
        )}
      </div>
      {shown === null ? null : (
        <button
          type="button"
          class="quiet"
          onClick={() => onChange(change === undefined || saved !== null ? null : undefined)}
        >
          {say.imageRemove}
        </button>
      )}
    </fieldset>
  );
}

function noteOf(change: ImageChange, saved: Props['saved']): string {
  const say = words.desk;
  if (change === undefined) return saved === null ? say.imageNone : say.imageNow(saved.width, saved.height);
  if (change === null) return saved === null ? say.imageNone : say.imageRemoved;
  const { width, height, bytes, shrunk } = change;
  return (shrunk ? say.imageShrunk : say.imageReady)(width, height, Math.ceil(bytes / 1000));
}
