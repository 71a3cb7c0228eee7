// The choice of the page's language, by the names that those who speak them know.
import { element } from '../base/dom.ts';
import { capital, language, languages, name_of_language } from '../base/language.ts';
import { text } from '../base/text.ts';

/** `chosen` is called with a tag. */
export function language_switch(chosen: (tag: string) => Promise<void>): HTMLElement {
  const options = languages.map((tag) =>
    element('option', { value: tag, lang: tag, selected: tag === language }, capital(name_of_language(tag), tag)),
  );
  const select = element('select', {}, ...options);
  select.onchange = async () => {
    await chosen(select.value);
    select.value = language; // until the page is another
  };
  return element('label', { class: 'language' }, element('span', {}, text('shell.language')), select);
}
