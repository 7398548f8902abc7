/**
 * What postgres.js does wrong when a connection or a COPY ends, and what it must say instead:
 * https://github.com/porsager/postgres/issues 1208, 1154 and 1066 (connections). When a release of the driver mends it, delete this folder and what imports it.
 */
export const GUARDED_VERSION = '3.4.9';

const MARK = 'attune.driver-guarded';

const EDITS = [
  // A statement written after its connection has ended threw from a timer, which ended the process. It is refused instead.
  [
    'const x = socket.write(chunk, fn)',
    "if (!socket) { chunk = nextWriteTimer = null; error(Errors.connection('CONNECTION_CLOSED', options)); return false }\n    const x = socket.write(chunk, fn)",
  ],
  // What was not yet sent stayed, and the next connection hung or began with it.
  [
    "clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)",
    "clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)",
  ],
  // A statement that came between a reset and the end of its socket was never told, and the next connection took its rest.
  [
    "!hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))",
    ";(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options))\n    query = results = errorResponse = null\n    rows = 0",
  ],
  // A connection that was lost while it asked for the types of arrays ended the process, although its statement was told.
  ['return fetchArrayTypes()', 'return fetchArrayTypes().catch(() => {})'],
  // A COPY into a table that the server refused after its last row never told its writer.
  [
    'stream && (stream.destroy(err), stream = null)\n    query && queryError',
    'const ending = final\n    final = null\n    ending ? ending(err) : stream && (stream.destroy(err), stream = null)\n    query && queryError',
  ],
  [
    'stream = new Stream.Writable({\n      autoDestroy: true,\n      write(chunk, encoding, callback) {\n        socket.write(b().d().raw(chunk).end(), callback)\n      },\n      destroy(error, callback) {\n        callback(error)\n        socket.write(',
    'stream = new Stream.Writable({\n      autoDestroy: true,\n      write(chunk, encoding, callback) {\n        socket.write(b().d().raw(chunk).end(), callback)\n      },\n      destroy(error, callback) {\n        callback(error)\n        socket && socket.write(',
  ],
  // A COPY whose last rows filled the stream, or whose reader gave up, left the socket paused: the next statement waited forever.
  [
    'stream = new Stream.Readable({\n      read() { socket.resume() }\n    })',
    'stream = new Stream.Readable({\n      read() { socket && socket.resume() },\n      destroy(error, done) { socket && socket.resume(); done(error) }\n    })',
  ],
  [
    'stream && (stream.push(x.subarray(5)) || socket.pause())',
    'stream && !stream.destroyed && (stream.push(x.subarray(5)) || socket.pause())',
  ],
];

/** Whether this is the file of the driver that the guard changes; takes a path or a URL. */
export const isGuardedFile = (place) => place.endsWith('/node_modules/postgres/src/connection.js');

/** The driver's text with the guard. Throws when a passage is not found exactly once, because the driver has changed. */
export function guarded(source) {
  let text = source;
  for (const [before, after] of EDITS) {
    if (text.split(before).length !== 2) {
      throw new Error(
        `postgres.js differs from ${GUARDED_VERSION}: drizzle/driverGuard finds no single "${before.split('\n')[0]}". Compare it with the new release.`,
      );
    }
    text = text.replace(before, () => after);
  }
  return `${text}\nglobalThis[Symbol.for('${MARK}')] = true;\n`;
}

/** Throws when this process loaded the driver without the guard. */
export function expectGuard() {
  if (globalThis[Symbol.for(MARK)] === true) return;
  throw new Error('The database driver was loaded without its guard. Start with: node --import ./server/node24.js');
}
