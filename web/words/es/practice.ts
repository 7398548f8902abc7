export const practice = {
  title: 'Práctica',
  note: 'Aquí nada se guarda ni se califica, y tu certificado no lo necesita. Puedes dejarlo, y siempre puedes elegir otra cosa.',
  whatNow: '¿Qué haces?',
  chosen: (text: string) => `Elegiste: ${text}`,
  ends: 'Esta parte termina aquí.',
  again: 'Empezar de nuevo',
  back: 'Elegir otra cosa',
  compare: 'Comparar con un ejemplo',
  compareNote: 'Es una respuesta entre muchas. Busca en la tuya:',
  example: 'El ejemplo',
};
