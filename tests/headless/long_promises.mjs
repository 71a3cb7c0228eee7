// What presets promise that takes longer to show than tests may: rows as in promises.test.mjs, for npm run promises.
import { reaches, stays } from './promises.mjs';

export const long_promises = [
  ['reinforcement', 'snake-10', 2500, 500, {}, [stays('return', 2000, 5.5, 9)]],
  ['mnist-cnn', 'deep-cnn', 2500, 500, {}, [reaches({ test_accuracy: 0.99 })]],
  ['mnist-cnn', 'tiny-resnet', 1000, 250, {}, [reaches({ test_accuracy: 0.95 })]],
  ['rnn', 'delayed-copy', 2000, 250, {}, [reaches({ accuracy: 0.99 })]],
  ['rnn', 'stories', 2000, 500, {}, [stays('test_loss', 1000, 0, 0.3)]], // sentences; names and pronouns of whole stories agree rarely
  ['rnn', 'historias', 2000, 500, {}, [stays('test_loss', 1000, 0, 0.3)]], // sentences; names and pronouns of whole stories agree rarely
  ['transformer', 'tiny', 1200, 1200, {}, [stays('exact', 1200, 0.45, 0.65)]],
  ['transformer', 'tiny', 1200, 1200, { layers: 2 }, [reaches({ exact: 0.7 })]],
  ['transformer', 'repeat', 900, 300, {}, [reaches({ valid: 0.95 })]],
  ['transformer', 'dates', 800, 400, {}, [reaches({ exact: 0.95 })]],
  ['transformer', 'numbers', 2000, 400, {}, [reaches({ exact: 0.95 })]],
  ['transformer', 'stories', 3000, 500, {}, [reaches({ valid: 0.7 })]],
  ['transformer', 'historias', 3000, 500, {}, [reaches({ valid: 0.5 })]],
  ['transformer', 'words', 2500, 500, {}, [reaches({ valid: 0.7 })]],
  ['transformer', 'large', 1000, 250, {}, [stays('test_loss', 500, 0, 0.5)]], // after the first step 5.7
];
