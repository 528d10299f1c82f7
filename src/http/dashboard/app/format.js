// Numbers, money, days and times as the page's language writes them; times are those of Vietnam.
import { language } from './words.js';

const ZONE = 'Asia/Ho_Chi_Minh';
const locale = () => (language() === 'vi' ? 'vi-VN' : 'en-GB');

/** A whole number with its separators. */
export const whole = (number) => number.toLocaleString(locale());

/** A percentage with two decimals, as the API rounded it. */
export const percent = (number) =>
  `${number.toLocaleString(locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 })} %`;

/** A limit in percent, without decimals that say nothing. */
export const limit = (number) =>
  `${number.toLocaleString(locale(), { maximumFractionDigits: 2 })} %`;

/** Percentage points with their sign. */
export const points = (number) =>
  number.toLocaleString(locale(), {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
    signDisplay: 'exceptZero',
  });

/** Whole đồng, which come as a text of digits. */
export const money = (digits) => `${BigInt(digits).toLocaleString(locale())} đ`;

/** A day such as 2019-08-10: `10/8/2019`. */
export const day = (text) => {
  const [year, month, date] = text.split('-').map(Number);
  return `${date}/${month}/${year}`;
};

/** An instant as the clock in Vietnam shows it. */
export const instant = (text) =>
  new Date(text).toLocaleString(locale(), {
    timeZone: ZONE,
    dateStyle: 'short',
    timeStyle: 'short',
  });

/** The day before, of an exclusive limit: `dueBefore` 2019-08-10 is in time on 2019-08-09. */
export const dayBefore = (text) => {
  const date = new Date(`${text}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() - 1);
  return date.toISOString().slice(0, 10);
};

/** Today in Vietnam, as 2019-08-10. */
export const today = () => new Date().toLocaleDateString('en-CA', { timeZone: ZONE });

/** A text without marks and in lower case, so that `ky anh` finds "Kỳ Anh". */
export const plain = (text) =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(/Đ/g, 'D')
    .toLowerCase();

/** Compares texts as Vietnamese orders them, numbers in them by their value: Thôn 2 before Thôn 10. */
export const byText = new Intl.Collator('vi', { numeric: true }).compare;
