import './mutations/finish.ts';
import './mutations/rounds.ts';
import './mutations/study.ts';
