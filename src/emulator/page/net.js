// Talking with the server. What cannot be done is said in a toast, and the answer is null.

import { toast } from './toast.js';
import { t } from './words.js';

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

async function ask(path, request) {
  try {
    const response = await fetch(path, request);
    const answer = await response.json().catch(() => ({}));
    if (response.ok && answer.ok !== false) return answer;
    toast(answer.error ?? `${t('failed')} (${response.status})`, { bad: true });
  } catch { toast(t('failed'), { bad: true }); }
  return null;
}
