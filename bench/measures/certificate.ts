import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Cores, pin } from '../cores.ts';

export type CertificateResult = {
  firstCpuMs: number;
  meanCpuMs: number;
  medianCpuMs: number;
  p95CpuMs: number;
  bytes: number;
  /** Resident megabytes after so many certificates, collected before reading. */
  memory: { drawn: number; rssMb: number }[];
};

/** Draws certificates in a process of its own. */
export const measureCertificate = async (cores: Cores): Promise<CertificateResult> => {
  const child = spawn(
    process.execPath,
    ['--expose-gc', fileURLToPath(new URL('../servers/certificates.ts', import.meta.url))],
    {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    },
  );
  if (cores && child.pid) pin(child.pid, cores.server);
  const failed = once(child, 'exit').then(() => {
    throw new Error('drawing certificates ended without a result');
  });
  failed.catch(() => {});
  const [result] = await Promise.race([once(child, 'message'), failed]);
  return result as CertificateResult;
};
