// Draws the charts that picture.mjs makes of the rows.
function element(tag, name, text = '') {
  const made = document.createElement(tag);
  made.className = name;
  made.textContent = text;
  return made;
}

function bar({ name, ours, native, value, shown }, longest) {
  const line = element('div', ['bar', ours && 'ours', native && 'native'].filter(Boolean).join(' '));
  const length = element('i', '');
  length.style.width = `${(100 * value) / longest}%`;
  const track = element('span', '');
  track.append(length);
  line.append(element('span', 'name', name), track, element('span', '', shown));
  return line;
}

window.draw = (charts) => {
  for (const { title, about, unit, bars } of charts) {
    const section = element('section', '');
    section.append(element('h2', '', title), element('p', '', `${about} · ${unit}`));
    section.append(...bars.map((one) => bar(one, bars[0].value)));
    document.querySelector('main').append(section);
  }
};
