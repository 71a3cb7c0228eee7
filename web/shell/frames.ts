// The example page: three demos in frames, the last of which is driven by the page's own buttons.
import { connect } from './embed.ts';

const one = <Type extends HTMLElement>(id: string): Type => document.getElementById(id) as Type;
const told = one('told');
const train = one<HTMLButtonElement>('train');
const again = one<HTMLButtonElement>('again');

const lab = await connect(one<HTMLIFrameElement>('script'));
const tell = async (): Promise<void> => {
  const { step, loss } = await lab.metrics();
  told.textContent = `${told.dataset.step} ${step}, ${told.dataset.loss} ${loss?.toFixed(4) ?? '–'}`;
};
train.onclick = () => void lab.run(100).then(tell);
again.onclick = () => void lab.reset().then(tell);
train.disabled = again.disabled = false;
