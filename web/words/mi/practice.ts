export const practice = {
  title: 'Te parakatihanga',
  note: 'Kāore he mea ka puritia, ka whakawāngia rānei i konei, ā, kāore tō tiwhikete e hiahia ana ki tēnei. Ka taea te waiho, ā, ka taea tonu te kōwhiri i tētahi atu.',
  whatNow: 'Ka aha koe?',
  chosen: (text: string) => `I kōwhiri koe: ${text}`,
  ends: 'Ka mutu tēnei wāhanga i konei.',
  again: 'Tīmata anō',
  back: 'Kōwhiria tētahi atu',
  compare: 'Whakatairitea ki tētahi tauira',
  compareNote: 'He whakautu kotahi tēnei o ngā mea maha. Rapua i tāu:',
  example: 'Te tauira',
};
