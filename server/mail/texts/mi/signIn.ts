import { CODE_SECONDS } from '../../../../schema/accounts/rules.ts';
import type { CodeUse } from '../../../auth/service.ts';
import type { Said } from '../shapes.ts';
import { inUtc } from './account.ts';

/** To a person who asked for a code. The subject is the same for every account; the text says what the code can do for this one. */
export function signInCode(code: string, use: CodeUse): Said {
  return { subject: 'Tō waehere takiuru ki Attune', text: textOf(code, use) };
}

function textOf(code: string, use: CodeUse): string {
  switch (use.use) {
    case 'SIGNS_IN':
      return `Tēnā koe. Koinei tō waehere takiuru ki Attune:

${code}

${ONCE}`;
    case 'STARTS_RECOVERY':
      return `Kua tono tētahi i te waehere hei takiuru ki Attune mā tēnei wāhitau. Mā te kī takiuru (passkey) anake e tuwhera ai tō pūkete: kāore e
tuwhera i te waehere.
Takiuru mai ki tō kī takiuru.

Mēnā kua ngaro ō kī takiuru katoa, tīmataria he ara hoki mai ki tēnei waehere, i te whārangi i tonoa ai e koe:

${code}

Kātahi ka tuwhera te pūkete i te waehere i muri i te 72 hāora. Ka tuhi mātou ki a koe i taua wā tonu, i muri i te 24 hāora
me te 48 hāora, ā, ka taea e ō takiurunga katoa te ara hoki mai te whakakore.

${ONCE}`;
    case 'ENDS_REQUIREMENT':
      return `Kua pau te wā tatari mō te ara hoki mai ki tō pūkete Attune. Mā tēnei waehere koe e takiuru ai:

${code}

Kātahi ka kore tō pūkete e herea ki te kī takiuru (passkey), ā, ka mutu ērā atu takiurunga katoa.

${ONCE}`;
    case 'NOTHING_YET':
      return `Kua tono tētahi i te waehere hei takiuru ki Attune mā tēnei wāhitau. Mā te kī takiuru (passkey) anake e tuwhera ai tō pūkete: kāore e
tuwhera i te waehere.

Kua tīmata tētahi ara hoki mai, ā, kei te tatari. Mai i te ${inUtc(use.opensAt)}, mā te waehere ka tonoa e koe ka takiuru koe.

Mēnā ehara nāu i tīmata, takiuru ki tō kī takiuru, ka whakakore ai.
`;
  }
}

const ONCE = `Kotahi noa iho te mahi, i roto i te ${CODE_SECONDS / 60} miniti, i te wāhi anake i tonoa ai e koe.
E kore rawa tētahi o Attune e tono i tēnei waehere ki a koe.
Mēnā kāore koe i tono waehere, i hē te pato a tētahi i tōna wāhitau: kāore he mahi māu.
`;
