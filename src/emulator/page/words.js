// The page's own words: Korean or English, by the browser's language, until the person chooses.

import { ko } from './words-ko.js';
import { en } from './words-en.js';

const WORDS = { ko, en };
const KEPT_AS = 'madang-lang';

export let lang = localStorage.getItem(KEPT_AS);
if (!WORDS[lang]) lang = /^ko/i.test(navigator.language) ? 'ko' : 'en';
export const other = () => (lang === 'ko' ? 'en' : 'ko');

/** The words of that name in the language that is shown. */
export function t(name, ...values) {
  const words = WORDS[lang][name];
  return typeof words === 'function' ? words(...values) : words;
}

export function switchLanguage() {
  lang = other();
  localStorage.setItem(KEPT_AS, lang);
}
