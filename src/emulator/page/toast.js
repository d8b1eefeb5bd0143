// A word that goes away by itself, over the pane that it is about.

import { tell } from './state.js';

export const toast = (text, { pane, bad = false } = {}) => tell('toast', text, pane, bad);
