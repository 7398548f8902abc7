import { useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Result } from '../design/parts/result.tsx';
import { ExportCare } from '../graphql/generated.ts';
import { dayFromNow } from '../words/dates.ts';
import { words } from '../words/words.ts';

/** Everything that an instructor may read of an event, as one file for the record system of the practice. */
export function Export({ id }: { id: string }) {
  const say = words.careDesk;
  const { busy, fault, done, run } = useActing(say);
  const load = async () => {
    const { node } = await ask(ExportCare, { id }, { once: true });
    const text = node?.__typename === 'Intensive' ? node.careExport : null;
    if (text === null) return say.failed;
    save(text);
    return null;
  };
  return (
    <section class="verb" aria-labelledby="export">
      <h2 id="export">{say.export}</h2>
      <p>{say.exportText}</p>
      <p>{say.exportSeen}</p>
      <Result fault={fault} done={done} />
      <p class="actions">
        <button type="button" aria-busy={busy} onClick={() => void run(load, say.exported)}>
          {say.exportDo}
        </button>
      </p>
    </section>
  );
}

/** Hands a text over as a file. Its name says nothing of the event, and the browser keeps no other copy. */
function save(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `records-${dayFromNow(0)}.json`;
  link.click();
  URL.revokeObjectURL(url);
}
