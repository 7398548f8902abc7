import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { siteOf } from '../http/network.ts';

export type UnreadLimits = { unreadBytes: number; unreadBytesOfNetwork: number };

/** The complete answers of one connection that its client has not read, and their bytes when they were last looked at. */
type Waiting = { network: string; answers: Set<ServerResponse>; bytes: number };

/**
 * Bounds what all clients together, and those of one network, have yet to read of complete answers. Beyond that, connections end: in
 * the network that holds most, the one that holds most, and so on.
 */
export function boundUnread(server: Server, { unreadBytes, unreadBytesOfNetwork }: UnreadLimits): void {
  const waiting = new Map<Socket, Waiting>();
  const networks = new Map<string, number>();
  let all = 0;

  const count = (one: Waiting, bytes: number): void => {
    const change = bytes - one.bytes;
    one.bytes = bytes;
    all += change;
    const ofNetwork = (networks.get(one.network) ?? 0) + change;
    if (ofNetwork === 0) networks.delete(one.network);
    else networks.set(one.network, ofNetwork);
  };
  const forget = (socket: Socket): void => {
    const one = waiting.get(socket);
    if (one === undefined) return;
    count(one, 0);
    waiting.delete(socket);
  };
  /** Bytes leave without a word, so they are counted again before anybody is cut off. */
  const look = (): void => {
    for (const one of waiting.values()) count(one, unreadOf(one));
  };
  const isOver = (network: string): boolean => all > unreadBytes || (networks.get(network) ?? 0) > unreadBytesOfNetwork;
  /** The connection that is to end. Its largest answer does not count against one network: it may be longer than the bound. */
  const largest = (network: string): Socket | undefined => {
    const fullest = all > unreadBytes ? mostOf([...networks], ([, bytes]) => bytes)?.[0] : network;
    const own = [...waiting].filter(([, one]) => one.network === fullest);
    const longest = Math.max(
      ...own.flatMap(([, { answers }]) => [...answers].map(({ writableLength }) => writableLength)),
    );
    if (all <= unreadBytes && (networks.get(network) ?? 0) - longest <= unreadBytesOfNetwork) return undefined;
    return mostOf(own, ([, { bytes }]) => bytes)?.[0];
  };
  const makeRoom = (network: string): void => {
    if (!isOver(network)) return;
    look();
    while (isOver(network)) {
      const found = largest(network);
      if (found === undefined) return;
      forget(found);
      found.destroy();
    }
  };

  server.on('connection', (socket) => socket.once('close', () => forget(socket)));
  server.on('request', (request, response) => {
    const { socket } = request;
    whenEnded(response, () => {
      if (response.writableFinished || response.writableLength === 0 || socket.destroyed) return;
      const network = siteOf(addressOf(request));
      const one = waiting.get(socket) ?? { network, answers: new Set(), bytes: 0 };
      waiting.set(socket, one);
      one.answers.add(response);
      count(one, unreadOf(one));
      response.once('finish', () => {
        one.answers.delete(response);
        if (one.answers.size === 0) forget(socket);
        else if (waiting.has(socket)) count(one, unreadOf(one));
      });
      makeRoom(one.network);
    });
  });
}

/** Express knows the address behind the proxies. */
const addressOf = (request: IncomingMessage & { ip?: string }): string | undefined =>
  request.ip ?? request.socket.remoteAddress;

const unreadOf = ({ answers }: Waiting): number => {
  let bytes = 0;
  for (const { writableLength } of answers) bytes += writableLength;
  return bytes;
};

const mostOf = <One>(all: readonly One[], bytesOf: (one: One) => number): One | undefined =>
  all.reduce<One | undefined>(
    (most, one) => (most === undefined || bytesOf(one) > bytesOf(most) ? one : most),
    undefined,
  );

/** No event tells that an answer is complete which waits behind another of its connection. */
function whenEnded(response: ServerResponse, then: () => void): void {
  const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse;
  response.end = (...given: unknown[]) => {
    const ended = end(...given);
    then();
    return ended;
  };
}
