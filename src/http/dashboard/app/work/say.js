// Words that stand as pairs, and the labels that many forms share.
import { language } from '../words.js';
import { spoken } from './enums.js';

/** A pair in the page's language; a plain text as it is. */
export const say = (pair) => (Array.isArray(pair) ? pair[language() === 'vi' ? 0 : 1] : pair ?? '');

/** A value of an enum in the page's language: `word('SurveyState', 'OPEN')`. */
export const word = (of, value) => (value ? say(spoken(of, value)) : '');

/** The same by one name, as a row's caption asks for it: `SurveyState.OPEN`. */
export const wordAt = (name) => word(...name.split('.'));

const LABELS = {
  reason: ['Lý do', 'Why'],
  note: ['Ghi chú', 'Remark'],
  signer: ['Người ký', 'Signed by'],
  provinceCode: ['Mã tỉnh', "The province's code"],
};

/** What a field is called. */
export const labelOf = (field) => say(field.label ?? LABELS[field.name] ?? field.name);
