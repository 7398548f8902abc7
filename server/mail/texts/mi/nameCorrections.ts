import type { NameCorrectionMail } from '../../../../schema/issuance/operations/nameCorrectionMail.ts';
import type { Said } from '../shapes.ts';

/** To an owner: a holder asks for a corrected name. To the holder: it was declined. Neither names anybody, nor the certificate. */
export function nameCorrection(publicUrl: string, mail: NameCorrectionMail): Said {
  return TEXTS[mail](publicUrl);
}

const TEXTS: Record<NameCorrectionMail, (publicUrl: string) => Said> = {
  REQUESTED: (publicUrl) => ({
    subject: 'Kua tonoa he ingoa kua whakatikaina',
    text: `E kī ana tētahi tangata nōna tētahi tiwhikete a tō whakahaere i Attune kei te hē te ingoa i runga, ā, e tono ana ia i
tētahi kua whakatikaina.

Takiuru ki ${publicUrl} mā tēnei wāhitau, ka whakatuwhera i ngā tono o tō whakahaere. Tukuna anō te tiwhikete i raro i te ingoa kua
whakatikaina, whakahētia rānei te tono me te kī mai he aha ai. Ka taea te tono taunakitanga i te tuatahi. Kaua e puritia.
`,
  }),
  DECLINED: (publicUrl) => ({
    subject: 'Mō tētahi o ō tiwhikete',
    text: `I tono koe i tētahi ingoa kua whakatikaina mō tētahi tiwhikete. Kāore te whakahaere nāna i tuku i whakatika, ā, e kī ana ia he
aha ai.

Takiuru ki ${publicUrl} mā tēnei wāhitau, ka whakatuwhera i ō tiwhikete hei pānui. E tū tonu ana te tiwhikete. Ka taea te tono
anō.
`,
  }),
};
