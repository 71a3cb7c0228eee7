// Numbers as the page writes them: four figures where there are more, and none that is left out of a whole number.
import { language } from './language.ts';

const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const together = new Intl.NumberFormat(language, { maximumFractionDigits: 0, useGrouping: 'min2' });
const figures = new Intl.NumberFormat(language, { maximumSignificantDigits: 4 });
const powers = new Intl.NumberFormat(language, { maximumSignificantDigits: 3, notation: 'scientific' });

export const decimal_sign = figures.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.';

export const number_text = (value: number | null | undefined): string => written(value, whole);

/** A number of the data: its four figures stand together, for they may be a year. */
export const datum_text = (value: number | null | undefined): string => written(value, together);

function written(value: number | null | undefined, long: Intl.NumberFormat): string {
  if (value == null || !Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  const format = size >= 1e12 || (size > 0 && size < 1e-5) ? powers : size >= 1000 || Number.isInteger(value) ? long : figures;
  return format.format(value).replaceAll('-', '−'); // which is as wide as a figure, and read out as what it is
}
