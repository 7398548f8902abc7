import type { Words } from '../words.ts';

export const needs: Words['needs'] = {
  title: 'Ngā mea e hiahiatia ana e koe e whai wāhi mai ai koe',
  sentQuietly: 'Kua tukuna tō inoi. Ka puta te whakautu ki konei, kāore tētahi īmēra e kī.',
  mailMe: 'Īmērahia mai mō tēnei',
  mailMeHint:
    'Ki te kore tēnei tohu, ka puta te whakautu ki konei, kāore tētahi īmēra e kī. Ki te tohua, ka kī tētahi īmēra ki te wāhitau o tō pūkete “Kua whakautua tō inoi”.',
  mailed: 'Mā te īmēra e kī ina whakautua.',
  notMailed: 'Kāore tētahi īmēra e kī ina whakautua.',
  count: (all, waiting) => {
    const requests = all === 1 ? 'Kotahi te inoi' : `${all} ngā inoi`;
    if (waiting === 0) return `${requests}, kāore he mea e tatari ana.`;
    return waiting === all ? `${requests}, e tatari ana.` : `${requests}, ${waiting} e tatari ana.`;
  },
  noRequest: 'Kāore anō koe kia inoi i tētahi mea.',
  toOwn: 'Inoia tāu e hiahia ai, tirohia rānei te whakautu',
  about: 'E pātaihia ana te katoa. Tuhia tāu e hiahia ai, kaua ko te take.',
};
