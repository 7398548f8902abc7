import type { Notice } from '../../../../schema/accounts/operations/accountNotice.ts';
import type { Recovery } from '../../../../schema/accounts/rules/recovery.ts';
import { CODE_SECONDS } from '../../../../schema/accounts/rules.ts';
import type { ChangeMail } from '../../../auth/service.ts';
import type { Said } from '../shapes.ts';

/** A time that reads the same wherever its reader lives: 3 Tīhema 2026, 14:05 UTC. */
export function inUtc(at: Date): string {
  const day = new Intl.DateTimeFormat('mi', { dateStyle: 'long', timeZone: 'UTC' }).format(at);
  return `${day}, ${at.toISOString().slice(11, 16)} UTC`;
}

/** To one of the two addresses of a change: its code. */
export function changeCode(code: string, about: ChangeMail): Said {
  return {
    subject: 'Te panoni i tētahi wāhitau īmēra i Attune',
    text: about.address === 'OLD' ? toOld(code) : toNew(code, about.taken),
  };
}

const toOld = (code: string): string =>
  `Kua tono tētahi kua takiuru ki tō pūkete Attune kia panonihia tōna wāhitau īmēra, mai i tēnei ki tētahi atu.

Mēnā nāu, tāurua tēnei waehere hei waehere o tō wāhitau o nāianei:

${code}

Kotahi noa iho te mahi, i roto i te ${CODE_SECONDS / 60} miniti, i te taha o te waehere i tukuna e mātou ki te wāhitau hou.

Mēnā ehara nāu, kaua e hoatu te waehere ki tētahi: ki te kore, kāore he mea e huri. Takiuru mai, ka whakamutu i ō takiurunga
kē atu, nā te mea kua takiuru tētahi atu.
`;

const toNew = (code: string, taken: boolean): string =>
  `Kua tono tētahi kua takiuru ki Attune kia whakamahia tēnei wāhitau īmēra mō tōna pūkete.

${taken ? TAKEN : 'Mēnā nāu, tāurua tēnei waehere hei waehere o te wāhitau hou:'}

${code}

Kotahi noa iho te mahi, i roto i te ${CODE_SECONDS / 60} miniti.
Mēnā ehara nāu, kāore he mahi māu.
`;

const TAKEN = `He pūkete Attune kē tō tēnei wāhitau, nō reira e kore e taea mō tētahi pūkete tuarua. Mēnā nōu ngā pūkete e rua,
takiuru kē ki tēnei wāhitau. He rite te whakaatu a mātou ki te tangata ka tāuru i tēnei waehere:`;

/** To the address that a person had before a change. */
export function addressChanged(publicUrl: string): Said {
  return {
    subject: 'He wāhitau īmēra kē tō tō pūkete Attune ināianei',
    text: `I panonihia te wāhitau īmēra o tō pūkete Attune. Kua kore tēnei wāhitau e takiuru ki reira, ā, kua mutu ērā atu
takiurunga katoa.

Mēnā nāu, kāore he mahi māu. Kaua e tono waehere ki tēnei wāhitau: ka tuwhera he pūkete hou, he wātea.

Mēnā ehara nāu, tuhia tonu atu ki ngā kaiwhakahaere o ${publicUrl}. Ka taea e rātou te pūkete te kati ki te katoa, ā, mō te
30 rā ka taea te kimi mā tēnei wāhitau.
`,
  };
}

/** To a person whose account opens to less than usual in some hours. */
export function recoveryWaits(publicUrl: string, { lost, startedAt, opensAt }: Recovery): Said {
  return {
    subject: 'Kei te tatari tētahi ara hoki mai ki tō pūkete Attune',
    text: `I tīmataria tētahi ara hoki mai (recovery) ki tō pūkete Attune i te ${inUtc(startedAt)}.

${lost === 'PASSKEY' ? PASSKEY_LOST : MAILBOX_LOST}

Ka tuwhera i te ${inUtc(opensAt)}.

Mēnā ehara nāu, whakakorea i mua i taua wā: takiuru ki ${publicUrl}, ka whakakore i te ara hoki mai e whakaaturia ana e tō pūkete.
${lost === 'MAILBOX' ? 'Mēnā e herea ana tō pūkete ki te kī takiuru (passkey), ā, kāore i a koe, tonoa he waehere, ka tīmata ai i tētahi ara hoki mai: mā tērā ka mutu tēnei.\n' : ''}`,
  };
}

const PASSKEY_LOST = `Ka taea e te tangata nāna i tīmata ō īmēra te pānui, ā, e kī ana kua ngaro ō kī takiuru (passkeys). Ina tuwhera, mā te
waehere īmēra e takiuru ai, ā, ka kore tō pūkete e herea ki te kī takiuru.`;

const MAILBOX_LOST = `He kī takiuru (passkey) nōu kei te tangata nāna i tīmata, ā, e kī ana kua kore e taea e ia tēnei pouaka īmēra te pānui. Ina
tuwhera, ka taea te wāhitau o tō pūkete te panoni, kāore he waehere nō tēnei.`;

/** To a person: what happened to the way they sign in. */
export function accountNotice(publicUrl: string, notice: Notice): Said {
  return {
    subject: 'Mō te takiuru ki Attune',
    text: `${NOTICES[notice]}

Mēnā ehara nāu, takiuru ki ${publicUrl}, ki tētahi kī takiuru mēnā e hiahiatia ana e tō pūkete, ka whakamutu i ērā atu takiurunga, ka muku hoki i ngā kī takiuru ehara
nōu.
`,
  };
}

const NOTICES: Record<Notice, string> = {
  PASSKEY_ADDED: 'I tāpiritia he kī takiuru (passkey) ki tō pūkete Attune. Ka takiuru mā tērā, kāore he īmēra.',
  PASSKEY_REMOVED: 'I tangohia tētahi kī takiuru (passkey) i tō pūkete Attune. Kua kore e takiuru mā tērā.',
  PASSKEY_REQUIRED:
    'Mai i nāianei, mā te kī takiuru (passkey) anake e tuwhera ai tō pūkete Attune. Kua kore e tuwhera i ngā waehere īmēra.',
  PASSKEY_REQUIREMENT_ENDED:
    'Kua kore tō pūkete Attune e herea ki te kī takiuru (passkey). Ka tuwhera anō i ngā waehere īmēra.',
  RECOVERY_CANCELLED: 'I whakakorea te ara hoki mai (recovery) ki tō pūkete Attune i tētahi o ō takiurunga.',
  RECOVERY_USED: `Kua whakahokia mai tō pūkete Attune: i tuwhera i te waehere īmēra, kua kore e herea ki te kī takiuru (passkey), ā, kua mutu ērā atu
takiurunga katoa. Mukua ngā kī takiuru kua ngaro i a koe, ka tāpiri i tētahi hou.`,
};
