import { FaultsError } from '../../schema/edited/faults.ts';
import { isAborted } from '../http/gone.ts';
import { createLog, describeError, type Log } from '../http/logging.ts';
import { type Config, ConfigFault, readConfig } from '../settings/config.ts';
import { localSecrets } from '../settings/localSecrets.ts';

/** The error that stopped the start: one line, or the list of wrong settings; never a stack. */
function explainStart(error: unknown): string {
  if (error instanceof ConfigFault || error instanceof FaultsError) return error.message;
  const { message, cause } = describeError(error);
  return `Attune did not start: ${message}${cause ? ` (${cause.message})` : ''}`;
}

/** An error that nobody caught becomes one line of JSON, and the process ends with status 1: its state is unknown. */
export function logUncaught(log: Log): void {
  const end = (error: unknown, origin: string) => {
    log.fatal({ err: error, origin }, 'uncaught error, the process ends');
    process.exit(1);
  };
  process.on('uncaughtException', end);
  process.on('unhandledRejection', (reason) => end(reason, 'unhandledRejection'));
}

/** Reads the settings and runs a command. On failure, prints one explanation and exits with status 1. */
export async function boot(command: (config: Config, log: Log) => Promise<void>): Promise<void> {
  try {
    const config = readConfig(process.env, localSecrets);
    const log = createLog(config.logLevel);
    logUncaught(log);
    await command(config, log);
  } catch (error) {
    // Whoever was asked to end is ending, and this start did not fail.
    if (isAborted(error)) return;
    console.error(explainStart(error));
    process.exitCode = 1;
    process.exit();
  }
}

const LONGEST_END_MS = 28_000;

/** Calls back once when the process is asked to end, which may abort its start. A second signal ends it at once. */
export function onEnd(end: () => Promise<void>): void {
  let asked = false;
  const ask = () => {
    if (asked) process.exit(1);
    asked = true;
    // A step that hangs, such as a lost database, must not keep the process alive: a supervisor kills it after 30 s.
    setTimeout(() => process.exit(1), LONGEST_END_MS).unref();
    end().then(
      () => process.exit(0),
      (error) => {
        if (isAborted(error)) process.exit(0);
        console.error(explainStart(error));
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', ask);
  process.on('SIGINT', ask);
}
