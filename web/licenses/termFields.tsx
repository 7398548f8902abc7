import { Field } from '../design/parts/field.tsx';
import type { LicenseShownFragment } from '../graphql/generated.ts';
import { words } from '../words/words.ts';
import { cycleTyped, faultAt, hoursTyped } from './rules.ts';

export type Faults = readonly { path: string; message: string }[];
type Props = { license?: LicenseShownFragment; faults: Faults };

/** Until when a license is valid, and the cycle that runs now. */
export function TermFields({ license, faults }: Props) {
  const say = words.licenses;
  const cycle = license?.cycle;
  const total = cycle?.required.find(({ category }) => category === null);
  return (
    <>
      <Field
        label={say.expiresOn}
        name="expiresOn"
        type="date"
        defaultValue={license?.expiresOn ?? undefined}
        fault={faultAt(faults, 'expiresOn')}
      />
      <fieldset>
        <legend>{say.cycle}</legend>
        <div class="pair">
          <Field
            label={say.cycleStarts}
            name="startsOn"
            type="date"
            defaultValue={cycle?.startsOn}
            fault={faultAt(faults, 'cycle', 'cycle.startsOn')}
          />
          <Field label={say.cycleEnds} name="endsOn" type="date" defaultValue={cycle?.endsOn} />
        </div>
        <Field
          label={say.cycleHours}
          hint={say.cycleHoursHint}
          name="total"
          inputMode="text"
          defaultValue={total?.hours.replace(/\.?0+$/, '')}
          fault={faultAt(faults, 'total')}
        />
      </fieldset>
    </>
  );
}

/** What a form says of them, or what is wrong with it. */
export function termsIn(form: HTMLFormElement, before?: LicenseShownFragment) {
  const given = new FormData(form);
  const text = (name: string) => String(given.get(name) ?? '').trim();
  const total = text('total');
  const faults: Faults =
    total === '' || hoursTyped(total) !== null ? [] : [{ path: 'total', message: words.licenses.hoursFault }];
  const cycle = cycleTyped({ startsOn: text('startsOn'), endsOn: text('endsOn'), total }, before?.cycle?.required);
  return { text, faults, expiresOn: text('expiresOn') || null, cycle };
}
