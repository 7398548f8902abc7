import { useEffect } from 'preact/hooks';
import { go } from '../go.ts';
import type { DeskEventQuery } from '../graphql/generated.ts';
import type { Shown } from '../page.ts';
import { Page as EventPage } from './event.tsx';
import { openNow } from './rules.ts';

/** /desk/:org/intensives/:id/door: goes on to the day whose door is open; otherwise one chooses. */
export function Page(shown: Shown<DeskEventQuery>) {
  const { data, parameters } = shown;
  const { node: event } = data;
  const days = event?.__typename === 'Intensive' && event.kind === 'TRAINING' ? event.sessions : [];
  const now = openNow(days, Date.now())?.id;
  const { org = '', id = '' } = parameters;
  useEffect(() => {
    if (now !== undefined)
      go(`/desk/${org}/intensives/${encodeURIComponent(id)}/door/${encodeURIComponent(now)}`, 'replace');
  }, [now]);
  return <EventPage {...shown} />;
}
