// What a lesson says, which was made HTML when the page was built.
import { element } from '../base/dom.ts';

export function prose<Tag extends 'div' | 'span' | 'legend'>(tag: Tag, html: string): HTMLElementTagNameMap[Tag] {
  const template = element('template', {});
  template.innerHTML = html;
  const made = element(tag, tag === 'div' ? { class: 'prose' } : {});
  made.append(template.content);
  return made;
}
