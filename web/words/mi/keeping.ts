import type { Words } from '../words.ts';

export const keeping = {
  title: 'Te pānui kāore he whatunga',
  keep: 'Purihia tēnei wāhanga ki tēnei pūrere',
  what: 'Ka puritia tōna kuputuhi mō te 14 rā; kāore ō tuhinga e puritia. Mā te takiputa, mā te “Wehe i tēnei whārangi” rānei ka mukua.',
  who: 'Ka taea te pānui e te tangata e whakamahi ana i tēnei pūrere.',
  working: 'Kei te puritia te kuputuhi…',
  kept: (day) => `Kei te puritia tēnei wāhanga ki tēnei pūrere tae atu ki te ${day}.`,
  remove: 'Tangohia',
  removeOf: (module) => `Tangohia: ${module}`,
  removed: 'Kua tangohia. Kāore tēnei pūrere e pupuri ana i tēnei wāhanga.',
  refused: 'Kāore i taea e tēnei pūtirotiro te wāhanga te pupuri. Kāore he mea i puritia.',
  reading: (day) => `Kei te pānui koe i te kuputuhi e puritia ana e tēnei pūrere tae atu ki te ${day}.`,
  needs:
    'Kāore te wā e tatauria ki te kore he whatunga. Me whatunga hoki te patapatai, ō tuhinga, me ngā mea katoa ka tiakina.',
  again: 'Whakamātauria anō te whatunga',
  all: 'E puritia ana ki tēnei pūrere',
  module: (number, title) => `Wāhanga ${number}: ${title}`,
  until: (day) => `Ka puritia tae atu ki te ${day}`,
  removeAll: 'Tangohia katoatia',
  nothing: 'Kua kore he mea e puritia ana ki tēnei pūrere.',
} satisfies Words['keeping'];
