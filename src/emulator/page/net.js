// Talking with the server. What cannot be done is said in a toast, and the answer is null.

import { errors } from './errors-ko.js';
import { toast } from './toast.js';
import { lang, t } from './words.js';

export async function get(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${response.status} ${path}`);
  return response.json();
}

export async function post(path, body) {
  const form = body instanceof FormData;
  return ask(path, { method: 'POST', body: form ? body : JSON.stringify(body), headers: form ? {} : { 'Content-Type': 'application/json' } });
}

export const remove = path => ask(path, { method: 'DELETE' });

/** Why not, in the language of the page. */
function saidOf({ error, code, values = [] }) {
  if (lang === 'ko' && errors[code]) return errors[code](...values);
  return error && error[0].toUpperCase() + error.slice(1);
}

async function ask(path, request) {
  try {
    const response = await fetch(path, request);
    const answer = await response.json().catch(() => ({}));
    if (response.ok && answer.ok !== false) return answer;
    toast(saidOf(answer) ?? `${t('failed')} (${response.status})`, { bad: true });
  } catch { toast(t('failed'), { bad: true }); }
  return null;
}
