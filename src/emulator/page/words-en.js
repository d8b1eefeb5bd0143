// English, under the same names.

export const en = {
  brand: 'Madang', bare_brand: 'Emulator', bare_title: 'Telegram bot emulator', title: 'Try Madang', other: '한국어', other_short: '한', skip: 'Skip to the chat',
  demo: 'A demo on this computer. Nothing leaves it.', bare_demo: 'On this computer only', offline: 'The connection was lost. Trying again…',
  people: 'Choose a person', citizen: 'Citizens', staff: 'City staff', group: 'Groups', person: 'People', add: 'Add a person', add_group: 'Add a group', unread: n => `${n} new`, back: 'Back to the people',

  welcome: 'Welcome to Madang', welcome_text: 'Citizens propose, vote and find events in a chat. Try it right here; you need no Telegram account.',
  pick: 'Choose a person on the left and press Start.', pick_narrow: 'Choose a person below and press Start.',
  step2: 'Press buttons or write to talk.', step3: 'Be a citizen, then a clerk, and see how a proposal finds its way.',
  as_citizen: 'Try as a citizen', as_staff: 'Try as a clerk', as_both: 'Both, side by side',
  bare_welcome: 'Talk with your bot here', bare_text: 'A Telegram that runs on this computer only.',
  api_address: 'Address', token: 'Token', any_token: 'or any other: people talk with the first bot that calls.', talk_with: 'Talk with', nobody_listens: 'No bot is listening yet. It hears this as soon as it asks for updates.',
  bare_steps: ['Give your bot this address instead of https://api.telegram.org, and run it.', 'Choose a person and press Start.', 'Look inside to see the bot’s calls, and break something on purpose.'], as_person: n => `Try as ${n}`,
  screen: n => `${n}’s screen`, group_screen: n => `Group “${n}”`, speaking: 'Speaking',
  ready: n => `Be ${n} for a while?`, ready_text: 'Press Start and the bot says hello.', group_ready: 'Nobody has said anything yet', group_text: 'Choose who speaks and write something below.',
  start: 'Start', by_link: p => `You came by a link (${p}). Press Start to open it.`, who_link: 'Who opens this link? Choose a person.', no_such: who => `There is nobody called “${who}”`,
  beside: 'Side by side', close: 'Close', menu: 'What this person can do', message_menu: 'Do something with this message', earlier: n => `Show ${n} earlier messages`,

  blocked: 'The bot is blocked. Nothing arrives either way.', block_switch: 'Block the bot', unblock: 'Unblock',
  bot_here: 'The bot is in this group', take_in: 'Take the bot in again', was_put_out: 'The bot is not in this group.', again: 'From the beginning (/start)', deactivate: 'Delete the account', deactivate_sure: 'Delete this person’s account? This cannot be undone.',
  deactivated: 'This account is deleted.', join: 'Join this group', leave: 'Leave this group', promote: 'Make an administrator', demote: 'Take the administrator’s rights', migrate: 'Turn into a supergroup', topic: 'Make a topic', topic_name: 'Name of the topic', all_topics: 'All topics', general: 'General', write_in: 'Write in',
  to_group: 'Invite the bot to a new group', group_title: 'Name of the group', group_sample: 'Neighbours', invite: 'Invite', invited: 'The group is made and the bot is in it',
  new_group: 'A new group', group_kind: 'Kind', kinds: { group: 'Group', supergroup: 'Supergroup', channel: 'Channel' }, forum: 'Divided into topics', members: 'Who is in it', with_bot: 'The bot too',

  say: 'Write a message', say_in: 'Enter sends, Shift+Enter makes a new line', send: 'Send', attach: 'Attach', commands: 'Commands', no_commands: 'The bot has not announced any commands yet.', keys: 'Show or hide the buttons', replying: 'Reply', stop_reply: 'Stop replying',
  a_photo: 'Choose a photo', a_sample: 'Sample photo', a_album: 'Three sample photos (album)', a_file: 'Choose a file', a_doc: 'Sample document', a_place: 'Location', a_contact: 'Contact', a_sticker: 'Sticker', a_voice: 'Voice message', a_forward: 'Forwarded text',
  caption_hint: 'What is written in the message box becomes the caption.', forward_text: 'Text to forward', forward_sample: 'I wish our park had more shade.',
  place: 'Send a location', place_text: 'Your real location is not used. Choose a place or type coordinates.', place_pick: 'Place', latitude: 'Latitude', longitude: 'Longitude',
  place_typed: 'Your real location is not used. Type any coordinates.',
  contact: 'Send the phone number', contact_text: 'Tells the bot this number. It is made up.', phone: 'Phone number',
  new_person: 'A new person', name: 'Name', name_sample: 'Saebom', username: 'Username (if any)', username_hint: '4 to 32 letters, digits or _, a letter first', language: 'Language', make: 'Create', cancel: 'Cancel', ok: 'OK',

  json: 'Show the raw JSON', edit: 'Edit', edit_text: 'New text', copy: 'Copy the text', copied: 'Copied', pass_on: 'Forward to the bot', reply: 'Reply', react: 'React',
  fault_over: 'over', edited: 'edited', waiting: 'Waiting for the answer', below: 'New messages', me: 'Me', forwarded: n => `Forwarded from ${n}`, go_to: 'Go to this message',
  picture: 'Photo', video: 'Video', doc: 'Document', audio: 'Audio', voice: s => `Voice message, ${s} s`, hidden: 'Press to see', show_more: 'Show more', previous: 'Previous', next: 'Next', nth: (n, of) => `${n} of ${of}`, map: 'A place on a map',
  unknown: 'A message this page cannot show', joined: n => `${n} joined`, left: n => `${n} left`, pinned: 'A message was pinned', titled: n => `The group is called “${n}” from here on`, made_group: 'The group was made', made_topic: n => `Topic “${n}”`, migrated: 'It became a supergroup',
  no_button: 'This button does not work on this page', failed: 'It could not be sent', web_app: 'Web apps cannot be opened here', lookup: q => `Ask the bot for: ${q}`, no_found: 'The bot found nothing.',

  poll_anonymous: 'Anonymous poll', poll_open: 'Open poll', poll_quiz: 'Quiz', poll_one: 'choose one', poll_many: 'choose several', poll_closed: 'Closed poll', poll_vote: 'Vote', poll_retract: 'Take the vote back', poll_sum: n => (n === 1 ? '1 vote' : `${n} votes`), poll_none: 'No votes yet', poll_mine: 'your choice', poll_right: 'correct', voters: n => (n === 1 ? '1 vote' : `${n} votes`),

  inside: 'Look inside', message: 'Message', calls: 'Bot calls', faults: 'Faults', hide_polls: 'Hide waiting calls (getUpdates)', asked: 'Sent', answered: 'Received',
  no_message: 'Press ⋮ under a message and choose “Show the raw JSON” to see what bot and Telegram exchange.', no_calls: 'Requests of the bot to Telegram pile up here.',
  wrong: n => (n === 1 ? 'One call that a correct bot would not make' : `${n} calls that a correct bot would not make`),
  clock: 'Clock', clock_text: 'Move the clock forward to see reminders and closing times without waiting.', clock_fixed: 'This clock cannot be moved.', clock_at: 'Date and time', clock_set: 'Move', clock_past: 'The clock moves forward only',
  min10: '+10 min', hour: '+1 hour', day: '+1 day', tomorrow: 'Tomorrow 09:00', moved: when => `The clock says ${when}`,

  faults_text: 'Telegram and the network break now and then. Break them on purpose, and see whether the bot bears it.', no_faults: 'This server knows no faults.', faults_now: 'Switched on', faults_none: 'Nothing is broken.', fault_off: 'Mend this', faults_off: 'Mend all', hits: n => (n === 1 ? 'happened once' : `happened ${n} times`), fault_on: 'Broken', rates: 'How fast the bot may send', rates_are: { off: 'No limit', realistic: 'As Telegram', harsh: 'Harsher' },
  quick: 'Just once', own_fault: 'Your own', fault_kind: 'Fault', fault_method: 'Method', fault_update: 'Kind of update', fault_any: 'any', fault_add: 'Break it',
  fault_chat: 'Chat', fault_nth: 'Only the nth', fault_times: 'How often', fault_chance: 'Chance (0 to 1)', fault_seed: 'Seed', nth_time: n => `no. ${n}`,
  restart: 'Restart', restart_now: 'Restart Telegram’s server', restart_hint: 'The queue is kept, what is under way is over.', restarted: 'Telegram’s server restarted',
  fault_value: { retry_after: 'Seconds to wait', code: 'Code', description: 'Description', migrate_to_chat_id: 'Moved to chat (if it did)', ms: 'Milliseconds', when: 'When' }, before: 'before the effect', after: 'after the effect',
  presets: {
    bad_gateway: ['502 for the next text', 'The gateway is broken. It has to be sent again.'], too_many: ['429 for the next text', 'Asks to wait for three seconds.'], drop: ['Cut the line after sending', 'The text arrives, the answer does not.'],
    delay: ['The next text 2 s late', 'A slow network.'], duplicate: ['The next update twice', 'The same message or press comes again.'], truncate: ['Half an answer', 'The JSON ends in the middle.'], refuse: ['Refuse the next text', '400 Bad Request'],
  },
  kinds_of_fault: {
    too_many: 'Too many requests (429)', refuse: 'Refused (code and description)', server_error: 'Server error (500)', bad_gateway: 'Bad gateway (502)', delay: 'Delay', drop: 'Connection dropped', truncate: 'Truncated JSON', second_poller: 'A second poller (409)',
    duplicate: 'Delivered twice', redeliver: 'Delivered again', reorder: 'Out of order', unknown_kind: 'Unknown kind', unknown_entity: 'Unknown entity', extra_fields: 'Unknown fields', inaccessible: 'Inaccessible message', lose_link: 'Lost file link', block: 'Blocks the bot',
  },
};
