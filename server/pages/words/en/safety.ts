/** What /safety says. Somebody may read it whose devices are watched: calm, short, and nothing promised that does not hold. */
export const safety = {
  title: 'Reading',
  heading: 'Reading safely',
  lead: 'If somebody near you looks at your phone, your computer or your mail, read this first. You can leave at any moment: the button is on the top right, and Shift three times does the same.',
  does: 'What leaving does',
  doesText: [
    'The page is empty at once, and a page about the weather takes its place.',
    'Every other page of this site that is open in this browser goes too, and your session ends, unless you chose otherwise.',
    'Whoever presses Back comes to the pages that you opened before. Those of your learning ask for a sign-in. Pages that anyone can read are shown again.',
    'What this site kept in the browser is deleted, modules too, except the settings that you asked it to keep, and a cookie by which the site knows this device again. It holds no name and no course.',
  ],
  doesNot: 'What leaving cannot undo',
  doesNotText: [
    [
      'The history of the browser.',
      'The page that you leave is taken out of it. Pages that you opened before stay: their addresses are listed, and course pages have titles. Delete them one by one; an empty history can itself be noticed.',
    ],
    [
      'Mail.',
      'Codes and notices go to your mailbox. They name no course. If somebody reads your mail, use an address that only you know, opened on a device that only you use, or a passkey, with “Require a passkey” on; whoever reads your mail can still undo that in 72 hours. To change the address or to add a passkey sends a mail to the mailbox.',
    ],
    [
      'Shared devices and accounts.',
      'A browser that is signed in to a family account may copy its history to other devices. So may a phone bill, a router, or a shared cloud.',
    ],
    [
      'Software that watches.',
      'Programs that record the screen or the keys see everything, and no website can find or stop them. If you think that a device is watched, do not search it: use another one, at a library, at work, or of a friend.',
    ],
    [
      'Modules that you keep.',
      'Nothing is kept unless you press “Keep this module on this device”. Whoever uses the device can then open that module and read it, without a code, until you remove it, sign out or leave, and for at most 14 days. Do not keep any on a device that others use.',
    ],
    ['No network.', 'Without a network the page still goes, but your session ends only when you sign out later.'],
  ] as [string, string][],
  private: 'A private window',
  privateText: [
    'It keeps no history and no cookies after you close it. Downloads and bookmarks stay, and software that watches still sees it.',
    'On a computer: Ctrl + Shift + N in Chrome and Edge, Ctrl + Shift + P in Firefox. On a Mac: Command + Shift + N in Safari and Chrome.',
    'On a phone: open the menu of the tabs and choose “Private” or “Incognito”. Close the window when you are done.',
  ],
  here: 'What you can set here',
  hereText:
    'Under “You” you can switch on discreet mode: titles then say “Reading”, moves inside a course leave one entry in the history, and no module can be kept. You can also see where you are signed in, and end those sessions.',
  call: 'Whom to call',
  callText:
    'If you are in danger now, call your local emergency number, from a phone that nobody else checks. The people below listen without judging. Ask them first what they keep to themselves.',
  nobody: 'No numbers are listed here yet. Your local emergency number always works.',
};
