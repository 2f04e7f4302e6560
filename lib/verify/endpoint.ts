import { request } from 'node:https';
import type { TLSSocket } from 'node:tls';
import type { CheckOf, CheckResult } from './check';

const DAY = 86_400_000;
const TIMEOUT_SECONDS = 15;

interface Answer {
  readonly status: number;
  readonly protocol: string;
  readonly validTo: Date;
}

/** Asks an endpoint over TLS 1.2 or later; the certificate must be trusted by this machine, name the host, and last. */
export async function checkEndpoint(check: CheckOf<'endpoint'>): Promise<CheckResult> {
  const { url, status = 200, certificateDays = 14 } = check;
  const name = `${url} answers`;
  const rollBack =
    'Revert the merge and let it be applied: the plan before is what answered. Where only pods changed, roll them back.';
  try {
    const answer = await ask(url);
    const days = Math.floor((answer.validTo.getTime() - Date.now()) / DAY);
    const seen = `${answer.status} over ${answer.protocol}, certificate for ${days} more days`;
    if (days < certificateDays)
      return { name, passed: false, seen, rollBack: 'Renew the certificate: rolling back does not make it younger.' };
    return answer.status === status ? { name, passed: true, seen } : { name, passed: false, seen, rollBack };
  } catch (error) {
    return { name, passed: false, seen: error instanceof Error ? error.message : String(error), rollBack };
  }
}

function ask(url: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { minVersion: 'TLSv1.2', timeout: TIMEOUT_SECONDS * 1000, agent: false }, (response) => {
      const socket = response.socket as TLSSocket;
      const validTo = new Date(socket.getPeerCertificate().valid_to);
      resolve({ status: response.statusCode ?? 0, protocol: socket.getProtocol() ?? 'no TLS', validTo });
      response.resume();
    });
    asked.once('timeout', () => asked.destroy(new Error(`no answer within ${TIMEOUT_SECONDS} s`)));
    asked.once('error', reject);
    asked.end();
  });
}
