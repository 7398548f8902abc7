import { type Language, ORIGINAL } from '../../schema/languages.ts';
import type { Mails } from '../services.ts';
import type { Mail } from './send.ts';
import { TEXTS } from './texts/all.ts';
import { eventMail } from './texts/events.ts';
import { followUpMail } from './texts/followUps.ts';
import type { Said } from './texts/shapes.ts';
import type { Texts } from './texts/texts.ts';

/** The language that whoever reads mail at an address has chosen; null where nobody has. */
export type LanguageAt = (address: string) => Promise<Language | null>;

/**
 * Every mail of the service, in the language of its receiver. The folder texts/ contains the words; sendMail sends them. A mail goes
 * out in the original language when the choice cannot be read.
 */
export function createMails(
  sendMail: (mail: Mail) => Promise<void>,
  publicUrl: string,
  languageAt: LanguageAt = async () => null,
): Mails {
  const languageFor = async (to: string) => (await languageAt(to).catch(() => null)) ?? ORIGINAL;
  const send = async (to: string, say: (texts: Texts) => Said) =>
    sendMail({ to, ...say(TEXTS[await languageFor(to)]) });
  return {
    signInCode: (to, code, use, language) => sendMail({ to, ...TEXTS[language].signInCode(code, use) }),
    changeCode: (to, code, about, language) => sendMail({ to, ...TEXTS[language].changeCode(code, about) }),
    addressChanged: (to, language) => sendMail({ to, ...TEXTS[language].addressChanged(publicUrl) }),
    accountNotice: (to, notice) => send(to, ({ accountNotice }) => accountNotice(publicUrl, notice)),
    recoveryWaits: (to, recovery) => send(to, ({ recoveryWaits }) => recoveryWaits(publicUrl, recovery)),
    certificateReady: (to) => send(to, ({ certificateReady }) => certificateReady(publicUrl)),
    certificateWithdrawn: (to, withdrawal) =>
      send(to, ({ certificateWithdrawn }) => certificateWithdrawn(publicUrl, withdrawal)),
    nameCorrection: (to, mail) => send(to, ({ nameCorrection }) => nameCorrection(publicUrl, mail)),
    event: async (to, mail) => sendMail(eventMail(to, publicUrl, mail, await languageFor(to))),
    followUp: async (to, mail) => sendMail(followUpMail(to, publicUrl, mail, await languageFor(to))),
    approvalEnds: (to, ending) => send(to, ({ approvalEnds }) => approvalEnds(publicUrl, ending)),
  };
}
