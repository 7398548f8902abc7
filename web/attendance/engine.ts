import { computed, signal } from '@preact/signals';
import { keepDay, removeDays } from '../keeping/keep.ts';
import { openOutbox, waitingOf } from './outbox.ts';
import {
  type Guest,
  isHeld,
  type Kind,
  type List,
  type Outcome,
  registrationIn,
  type Seen,
  type Sign,
  signed,
  untilOf,
  type Verdict,
  verdictOf,
  withWaiting,
} from './rules.ts';
import type { Entry } from './store.ts';

/** What fills the screen. */
export type Told = Verdict & { name: string | null; number: number };
/** What was signed last, while it can be undone. */
export type Last = {
  entry: Entry;
  name: string | null;
  outcome: Outcome;
  before: Guest | null;
  eventId: string | null;
};
type Facts = {
  path: string;
  list: List;
  /** Whose list it is, by a mark; null while nobody knows. */
  whose: string | null;
  /** Nothing is kept on this device: the person, or whoever runs the site, does not want it. */
  keepsNothing: boolean;
  reason: string;
  refresh: () => Promise<void>;
};
export type Door = ReturnType<typeof openDoor>;

const SHOWN_MS = 2_000;
const UNDO_MS = 10_000;

/** The door of a day: who is in, what waits, and what is said to each sign. It asks nothing that it does not know. */
export function openDoor({ path, list, whose: mark, keepsNothing, reason, refresh }: Facts) {
  const base = signal(list);
  const kind = signal<Kind>('IN');
  const partId = signal<string | null>(null);
  const loud = signal(false);
  const told = signal<Told | null>(null);
  const last = signal<Last | null>(null);
  /** Until when the list is kept on this device; null: it is not; undefined: nobody knows yet. */
  const until = signal<number | null | undefined>(undefined);
  let whose = mark;
  let seen: Seen = null;
  let wiped = false;
  let number = 0;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let settling: ReturnType<typeof setTimeout> | undefined;
  const { session } = list;

  const tell = (verdict: Verdict, name: string | null) => {
    number += 1;
    told.value = { ...verdict, name, number };
    clearTimeout(hiding);
    hiding = setTimeout(hide, SHOWN_MS);
  };
  const hide = () => {
    clearTimeout(hiding);
    told.value = null;
  };
  const read = () => refresh().catch(() => {});

  const outbox = openOutbox({
    reason,
    answered: (entry, { outcome, since, eventId, recorded }) => {
      if (entry.sessionId !== session.id) return;
      if (last.value?.entry.key === entry.key) last.value = { ...last.value, eventId };
      if (recorded) adopt(signed(base.value, { ...entry, at: entry.kind === 'IN' ? (since ?? entry.at) : entry.at }));
      const changed = outcome !== entry.said && outcome !== 'REPEATED';
      if (!changed) return;
      if (last.value?.entry.key === entry.key) {
        last.value = recorded ? { ...last.value, outcome } : null;
        tell({ outcome, since }, nameOf(entry.registrationId));
      }
      // Another device, or somebody at the desk, knows what this list does not.
      void read();
    },
    undone: () => void read(),
  });
  const shown = computed(() => withWaiting(base.value, waitingOf(outbox.entries.value, session.id)));
  const guestOf = (id: string): Guest | null =>
    shown.value.guests.find(({ registrationId }) => registrationId === id) ?? null;
  const nameOf = (id: string): string | null => guestOf(id)?.name ?? null;

  /** Takes a list over, and keeps it for the day. */
  function adopt(next: List): void {
    base.value = next;
    void keep();
  }

  async function keep(): Promise<void> {
    const now = Date.now();
    const end = untilOf(session, now);
    if (keepsNothing || wiped || whose === null || end <= now) {
      until.value = null;
      return;
    }
    const kept = await keepDay({ path, until: end, whose, data: base.value });
    if (!wiped) until.value = kept ? end : null;
  }

  /** The server has read the list for somebody who is known. */
  async function take(next: List, by: string): Promise<void> {
    whose = by;
    adopt(next);
    await outbox.flush();
  }

  function sign(registrationId: string): void {
    if (whose === null) return;
    const made: Sign = {
      ...{ key: crypto.randomUUID(), registrationId, kind: kind.value },
      ...{ at: new Date().toISOString(), partId: partId.value },
    };
    const verdict = verdictOf(shown.value, made);
    const before = guestOf(registrationId);
    const entry: Entry = {
      ...made,
      ...{ sessionId: session.id, whose, said: verdict.outcome, undo: null, refused: null },
    };
    const { outcome } = verdict;
    last.value = { entry, name: before?.name ?? null, outcome, before, eventId: null };
    clearTimeout(settling);
    settling = setTimeout(() => {
      last.value = null;
    }, UNDO_MS);
    tell(verdict, before?.name ?? null);
    void outbox.add(entry);
  }

  /** A code was read or typed. False when it is no registration's. */
  function code(text: string): boolean {
    const registrationId = registrationIn(text);
    if (registrationId === null) tell({ outcome: 'NOT_ON_LIST', since: null }, null);
    else sign(registrationId);
    return registrationId !== null;
  }

  /** The camera sees a code, again and again while it is held there. */
  function see(text: string): void {
    const now = Date.now();
    const held = isHeld(seen, text, now);
    seen = { code: text, at: now };
    if (!held) code(text);
  }

  function undo(): void {
    if (last.value === null) return;
    const { entry, before, eventId } = last.value;
    last.value = null;
    hide();
    if (eventId !== null && before !== null) adopt({ ...base.value, guests: base.value.guests.map(put(before)) });
    void outbox.undo(entry, eventId);
  }

  /** Nothing of the list stays on this device. What waits to be sent names nobody, and stays. */
  async function wipe(): Promise<void> {
    wiped = true;
    until.value = null;
    base.value = { ...base.value, guests: [] };
    await removeDays();
  }

  function stop(): void {
    outbox.stop();
    clearTimeout(hiding);
    clearTimeout(settling);
  }
  return {
    kind,
    partId,
    loud,
    told,
    last,
    until,
    shown,
    outbox,
    take,
    sign,
    code,
    see,
    undo,
    hide,
    wipe,
    stop,
    nameOf,
  };
}

const put = (guest: Guest) => (one: Guest) => (one.registrationId === guest.registrationId ? guest : one);
