import { Text } from '../design/parts/text.tsx';
import { words } from '../words/words.ts';
import { asWritten } from '../words/written.ts';
import './enroll.css';

type Item = { key: string; title: string; text: string };

/** One text that whoever enrolls reads. */
export function Disclosure({ item: { key, title, text }, changed }: { item: Item; changed: boolean }) {
  return (
    <section class="disclosure" aria-labelledby={`disclosure-${key}`} data-changed={changed}>
      <h3 id={`disclosure-${key}`}>
        <span lang={asWritten()}>{title}</span>{' '}
        {changed ? <span class="warn mark-changed">{words.enroll.isNew}</span> : null}
      </h3>
      <div lang={asWritten()}>
        <Text text={text} top={4} />
      </div>
    </section>
  );
}

/** A mark that has to be set. */
export function Tick({ name, label, fault }: { name: string; label: string; fault: string | null }) {
  return (
    <div>
      <label class="choice">
        <input
          type="checkbox"
          name={name}
          aria-invalid={fault !== null}
          aria-describedby={fault === null ? undefined : `${name}-fault`}
        />
        <span lang={asWritten()}>{label}</span>
      </label>
      {fault === null ? null : (
        <p class="fault" id={`${name}-fault`}>
          {fault}
        </p>
      )}
    </div>
  );
}
