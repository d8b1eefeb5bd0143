// A bot of a few lines that talks with the lone emulator, to see what the page makes of its calls.

export const TOKEN = '1000000002:emulator-token';

export class Bot {
  constructor(town, token = TOKEN) {
    this.town = town;
    this.token = token;
    this.next = 0;
  }

  async calls(method, params = {}) {
    const response = await fetch(`${this.town.address}/bot${this.token}/${method}`, {
      method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(params),
    });
    const answer = await response.json();
    if (!answer.ok) throw new Error(`${method}: ${answer.description}`);
    return answer.result;
  }

  /** Waits for the next update of that kind. */
  async gets(kind) {
    for (;;) {
      const updates = await this.calls('getUpdates', { offset: this.next, timeout: 20 });
      for (const update of updates) {
        this.next = update.update_id + 1;
        if (update[kind]) return update[kind];
      }
    }
  }
}
