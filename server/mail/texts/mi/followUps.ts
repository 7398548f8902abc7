import type { Said } from '../shapes.ts';

// Other people may read a mailbox. So neither subject nor text names a course or a subject.

/** To somebody who wanted to be asked later: a round has opened. */
export function followUp({ page, stop }: { page: string; stop: string }): Said {
  return {
    subject: 'Te mea i tono ai koe kia tukuna atu',
    text: `I tono koe kia tuhi atu a Attune ki a koe i tēnei wā. Kua reri te mea i tonoa e koe, ā, he meneti ruarua noa te roa.

Takiuru kia kite ai: ${page}

Kāore he mea e whirinaki ana ki tēnei. Ki te kore koe e hiahia ki ētahi atu īmēra pēnei, mā tēnei whārangi e aukati, kāore he pūkete e hiahiatia:

${stop}
`,
  };
}
