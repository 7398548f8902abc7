import { siteOf } from './network.ts';
import type { Refusal } from './refuse.ts';

/** Bytes of bodies that this process holds while they arrive, and how many of them may come from one network (an IPv4 address, or an IPv6 /48). */
const ROOM = { most: 64 * 2 ** 20, mostOfNetwork: 4 * 2 ** 20 };
/** What a body counts at least, because a connection and its request take memory too. */
const LEAST = 16 * 1024;

export const NO_ROOM: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: 'The service is receiving as much as it can.',
};
export const NO_ROOM_SECONDS = 1;

/** The part of the room that one body holds. */
export type Share = {
  /** Makes the share this large. False when there is no room; then nothing changes. */
  grow(bytes: number): boolean;
  leave(): void;
};
export type BodyRoom = { enter(address: string | undefined): Share };

/** Counts bytes that are held for requests whose body has not arrived completely. */
export function openBodyRoom({ most, mostOfNetwork } = ROOM, least = LEAST): BodyRoom {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    enter: (address) => {
      const network = siteOf(address);
      let held = 0;
      const change = (by: number) => {
        held += by;
        all += by;
        const own = (taken.get(network) ?? 0) + by;
        if (own === 0) taken.delete(network);
        else taken.set(network, own);
      };
      return {
        grow: (bytes) => {
          const more = Math.max(bytes, least) - held;
          if (more <= 0) return true;
          if (all + more > most || (taken.get(network) ?? 0) + more > mostOfNetwork) return false;
          change(more);
          return true;
        },
        leave: () => change(-held),
      };
    },
  };
}
