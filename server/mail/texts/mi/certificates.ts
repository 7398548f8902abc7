import type { Withdrawal } from '../../../../schema/issuance/queries.ts';
import type { Said } from '../shapes.ts';

// Other people may read a mailbox. So neither subject nor text names the course, nor the number, which leads to it. The holder
// signs in to see which certificate the mail is about.

/** To the holder: the documents of a certificate are ready. */
export function certificateReady(publicUrl: string): Said {
  return {
    subject: 'Kua reri tō tiwhikete',
    text: `Kua reri tētahi tiwhikete i whiwhi ai koe i Attune.

Takiuru ki ${publicUrl} mā tēnei wāhitau, ka whakatuwhera i ō tiwhikete hei tikiake.

Ko te tangata ka hoatu e koe te nama kei runga, ka taea e ia te arowhai. Kāore ia e kite i tō ingoa, kia whakaaetia rā anō e koe.
`,
  };
}

/** To the holder: the organization revoked or replaced a certificate. */
export function certificateWithdrawn(publicUrl: string, withdrawal: Withdrawal): Said {
  return {
    subject: 'Mō tētahi o ō tiwhikete',
    text:
      withdrawal.reason === null
        ? replacedText(publicUrl, withdrawal)
        : revokedText(publicUrl, withdrawal, REASONS[withdrawal.reason]),
  };
}

const REASONS: Record<NonNullable<Withdrawal['reason']>, string> = {
  ISSUED_IN_ERROR: 'i hē te tukunga',
  ACADEMIC_DISHONESTY: 'kāore i pono te mahi i te aromatawai',
  IDENTITY_FALSE: 'ehara i te mea nā te tangata e whakaingoatia ana i whiwhi',
  ADMINISTRATIVE: 'he take whakahaere',
};

const revokedText = (publicUrl: string, { grievanceContact }: Withdrawal, reason: string): string =>
  `Kua whakakorea e te whakahaere tētahi tiwhikete i tukuna e ia ki a koe i Attune.

Ko te take, ka taea te pānui e te tangata ka arowhai i tōna nama: ${reason}.

Kua kore e whai mana hei mauhanga ako. Takiuru ki ${publicUrl} mā tēnei wāhitau, ka whakatuwhera i ō tiwhikete kia kite ai koe ko
tēhea.

Mēnā ki tō whakaaro kei te hē tēnei, tuhia atu ki ${grievanceContact}.
`;

const replacedText = (publicUrl: string, { grievanceContact }: Withdrawal): string =>
  `Kua whakakapia tētahi tiwhikete i tukuna ki a koe i Attune e tētahi kua whakatikaina. Kua reri te mea hou, he nama anō
tōna. Mēnā i whakatika koe i te nama o tētahi raihana, he pēnei mō ngā tiwhikete katoa i tāia ai taua nama.

Takiuru ki ${publicUrl} mā tēnei wāhitau, ka whakatuwhera i ō tiwhikete hei tikiake i ngā mea hou. Hoatu te nama hou ki te hunga kei
a rātou te mea tawhito, e kī ana ināianei kua whakakapia.

Mēnā kāore koe i whakaaro ka pēnei, tuhia atu ki ${grievanceContact}.
`;
