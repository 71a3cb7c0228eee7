import { text } from '../base/text.ts';

/** Another demo was opened before this one could be. */
export class Superseded extends Error {
  constructor() {
    super(text('notice.superseded'));
  }
}
