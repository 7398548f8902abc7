import { type Refusal, Refused } from '../http/refuse.ts';

export const BUSY: Refusal = {
  status: 503,
  code: 'UNAVAILABLE',
  title: 'One moment',
  message: 'The service is already examining as many files as it can.',
};
export const BUSY_SECONDS = 5;

/**
 * Files on the disk at once, and their bytes together: of all, and of one network (an IPv4 address, or an IPv6 /48). Many slow
 * uploads may wait here, because a file takes a place of those that are examined only when it has arrived.
 */
const ROOM = { files: 256, bytes: 800 * 2 ** 20, filesOfNetwork: 4, bytesOfNetwork: 100 * 2 ** 20 };

type Held = { files: number; bytes: number };

export type ReceivingRoom = {
  /**
   * Does the work on one file of a network, which calls `arrived` for each piece of the file. Both throw Refused when there is no
   * room. The file leaves the room when the work ends.
   */
  receive<Done>(network: string, work: (arrived: (bytes: number) => void) => Promise<Done>): Promise<Done>;
};

export function openReceivingRoom({ files, bytes, filesOfNetwork, bytesOfNetwork } = ROOM): ReceivingRoom {
  const all: Held = { files: 0, bytes: 0 };
  const networks = new Map<string, Held>();
  const change = (network: string, by: Held) => {
    const own = networks.get(network) ?? { files: 0, bytes: 0 };
    for (const held of [all, own]) {
      held.files += by.files;
      held.bytes += by.bytes;
    }
    if (own.files === 0) networks.delete(network);
    else networks.set(network, own);
  };
  return {
    receive: async (network, work) => {
      if (all.files >= files || (networks.get(network)?.files ?? 0) >= filesOfNetwork)
        throw new Refused(BUSY, BUSY_SECONDS);
      change(network, { files: 1, bytes: 0 });
      let own = 0;
      const arrived = (more: number) => {
        if (all.bytes + more > bytes || (networks.get(network)?.bytes ?? 0) + more > bytesOfNetwork)
          throw new Refused(BUSY, BUSY_SECONDS);
        own += more;
        change(network, { files: 0, bytes: more });
      };
      return work(arrived).finally(() => change(network, { files: -1, bytes: -own }));
    },
  };
}
