import { useState } from 'preact/hooks';
import { refusedIn, useActing } from '../acting.ts';
import { ask } from '../ask.ts';
import { Field } from '../design/parts/field.tsx';
import { Result } from '../design/parts/result.tsx';
import { Select } from '../design/parts/select.tsx';
import { type MeQuery, MeSaveProfile, type Profession } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { languages } from '../words/languages.ts';
import { words } from '../words/words.ts';
import { countries, timeZones } from './rules.ts';

type Viewer = NonNullable<MeQuery['viewer']>;

/** What a person states about themselves. */
export function Profile({ viewer, take }: { viewer: Viewer; take: Shown<MeQuery>['take'] }) {
  const say = words.me.profile;
  const [profile, setProfile] = useState(viewer.profile);
  const [wrong, setWrong] = useState<Record<string, string>>({});
  const { busy, fault, done, run } = useActing(words.me);
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const set = (changes: Partial<typeof profile>) => setProfile({ ...profile, ...changes });

  const save = () =>
    run(async () => {
      setWrong({});
      const input = { ...profile, legalName: profile.legalName?.trim() || null };
      const { updateProfile } = await ask(MeSaveProfile, { input });
      const refused = refusedIn(updateProfile);
      if (refused === null) {
        take(updateProfile);
        if (profile.language !== viewer.profile.language) location.reload();
        return null;
      }
      const fields = updateProfile !== null && 'fields' in updateProfile ? updateProfile.fields : [];
      setWrong(Object.fromEntries(fields.map(({ path, message }) => [path, message])));
      return refused.message;
    }, words.me.saved);

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={say.name}
        hint={say.nameHint}
        name="legalName"
        autocomplete="name"
        maxLength={120}
        value={profile.legalName ?? ''}
        fault={wrong.legalName ?? null}
        onInput={({ currentTarget }) => set({ legalName: currentTarget.value })}
      />
      <Select
        label={say.country}
        name="country"
        value={profile.country ?? ''}
        options={[
          { value: '', label: say.choose },
          ...countries(document.documentElement.lang).map(({ code, name }) => ({ value: code, label: name })),
        ]}
        onChange={(value) => set({ country: value || null })}
      />
      <Select
        label={say.zone}
        hint={say.zoneHere(here)}
        name="timeZone"
        value={profile.timeZone ?? ''}
        options={[
          { value: '', label: say.choose },
          ...timeZones(profile.timeZone).map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
        ]}
        onChange={(value) => set({ timeZone: value || null })}
      />
      <Select
        label={say.profession}
        hint={say.professionHint}
        name="profession"
        value={profile.profession ?? ''}
        options={[
          { value: '', label: say.choose },
          ...Object.entries(say.professions).map(([value, label]) => ({ value, label })),
        ]}
        onChange={(value) => set({ profession: (value || null) as Profession | null })}
      />
      <Select
        label={say.language}
        hint={say.languageHint}
        name="language"
        value={profile.language ?? ''}
        options={[
          { value: '', label: say.byBrowser },
          ...languages().map(({ code, name }) => ({ value: code, label: name })),
        ]}
        onChange={(value) => set({ language: value || null })}
      />
      <Result fault={fault} done={done} />
      <button type="submit" aria-busy={busy}>
        {say.save}
      </button>
    </form>
  );
}
