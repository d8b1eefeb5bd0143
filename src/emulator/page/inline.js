// Asking a bot in a line of its own: "@bot something". What it finds is a menu to choose from.

import { act } from './act.js';
import { showMenu } from './over.js';
import { listen } from './state.js';
import { t } from './words.js';

listen('inline query', (pane, query) => act(pane, 'inline_query', { query }));
listen('inline answer', (pane, { query_id, results }) => {
  const items = results.map(result => ({
    icon: 'next', label: result.title ?? result.id, hint: result.description,
    run: () => act(pane, 'choose_inline', { query_id, result_id: result.id }),
  }));
  showMenu(pane.text, items.length ? items : [t('no_found')]);
});
