# Consent, profile, settings, own data, leaving.

## Consent. Each item has its legally required points: Personal Information Protection Act art. 15(2) and art. 28-8.
consent-collection =
    <b>[Required] Consent to the collection and use of personal data</b> (version { $version })
    1. Purpose: receiving and answering proposals, one vote a person, forum sign-up, the notices you ask for
    2. Items: this chat's number, language, the neighbourhood and interests you choose, what you write and send, what you took part in
    3. <b>Kept: erased at once when you leave, and after { $months } months without use.</b>
    4. You may refuse. Then you cannot propose, vote or sign up, but you can read.
    { $city } stores this chat's number as it is, so that it can answer you. Do you agree?
consent-transfer =
    <b>[Required] Consent to the transfer of personal data abroad</b> (version { $version })
    1. Items: the messages, photos and presses of this chat
    2. Recipient: { $recipient } ({ $contact })
    3. Where, when, how: { $country } · with each message · over the internet
    4. Purpose, period: delivering messages · as Telegram's policy says
    5. You may refuse. Then you can take part through { $department } ({ $phone }) instead of this bot.
    Do you agree?
consent-age = Are you 14 or older?
consent-yes-button = I agree
consent-no-button = I do not agree
consent-age-yes-button = Yes, I am 14 or older
consent-age-no-button = No
consent-answer = Please answer “yes” or “no”, or press a button.
consent-thanks = Thank you. You can leave at any time under “Settings”.
consent-given-already = You have agreed already.
consent-changed = The text has changed. Please read it again.
consent-refused =
    All right. You can still read proposals, results and forums.
    To take part without the bot, please contact { $department } ({ $phone }).
consent-too-young =
    Under 14, a guardian's consent is needed, so here you can only read. What you just agreed to was deleted.
    If you would like to take part, please contact { $department } ({ $phone }) with a guardian.

## Profile: each question can be skipped.
profile-gu = Where in { $city } are you? Choose a district, or type the neighbourhood. I will tell you about polls and news near you.
profile-dong = Which neighbourhood of { $gu }?
profile-tie = What do you do in { $place }?
tie-lives = I live there
tie-works = I work there
tie-studies = I study there
profile-interests = What interests you? You can choose up to { $max }; { $chosen } chosen so far.
profile-interest-on = [chosen] { $name }
profile-interest-off = { $name }
profile-interests-full = You can choose up to { $max }. Please take another one off first.
profile-done-button = Done
profile-nickname = Others see you as “{ $label }”. Type a nickname if you like; it need not be your real name.
profile-nickname-none-button = No nickname
profile-nickname-length = A nickname is one line of { $min } to { $max } characters.
profile-saved = Saved.
profile-later = That is fine. You can choose your neighbourhood and interests under “Settings” at any time.
profile-nickname-official = A nickname may not look like the city or one of its departments. Please choose another.
# Words, separated by commas, that a nickname may not hold: they sound like an office.
profile-official-words = city hall, mayor, official, administrator, moderator, clerk
joined = You are all set. Others see you as “{ $label }”. What would you like to do?

## Settings
settings =
    <b>Settings</b>
    • Shown as: { $label }
    • Neighbourhood: { $place }
    • Language: { $language }
    Answers to your proposals and changes and reminders of forums you signed up for cannot be switched off. The rest can, below.
settings-no-place = not chosen
settings-hear-on-button = [on] { $topic }
settings-hear-off-button = [off] { $topic }
settings-hear-on = You will hear of: { $topic }.
settings-hear-off = You will no longer hear of: { $topic }.
settings-stop-button = Switch all notices off
settings-start-button = Switch notices on again
settings-where-button = Neighbourhood
settings-interests-button = Interests
settings-nickname-button = Nickname
settings-language-button = Language · 언어
topic-polls = new polls
topic-forums = new forums
topic-news = the city's news
stopped = All notices are off. You will only hear of your own proposals and the forums you signed up for.
started-again = Notices are on again.
language-name = English
language-ask = Which language? · 어느 언어로 이야기할까요?
language-set = I will speak English from now on.

## Privacy and own data
privacy =
    <b>Privacy</b> ({ $city })
    • Kept: this chat's number, language, the neighbourhood and interests you chose, what you wrote and sent, what you took part in. No name, no telephone number.
    • Votes: who took part and what was chosen are kept apart; the key that links them is destroyed after the close. Where a poll asks for your age or for a code, only your yes or no, and that you brought a code, are kept, and erased with that key.
    • How long: erased at once when you leave, and after { $months } months without use.
    • Abroad: messages pass through { $recipient } ({ $country }).
    • Officer: { $officer } { $phone }
    You can download it all (/mydata) or erase it (/leave).
my-data = This is everything kept about you.
my-data-button = Download my data
my-data-file = my-data

## Leaving. Buttons: withdraw and leave, keep and leave; or leave.
leave-us-button = Leave
leave-ask =
    When you leave, your chat's number and profile are erased at once.
    • Published proposals stay, as by “a citizen who left”.
    • Votes you cast are counted. If you come back before the close you can only change them, not vote twice.
    • Your forum sign-ups are cancelled.
    { $open ->
        [0] Do you really want to leave?
        [one] One proposal of yours is not answered yet; you can withdraw it too. Do you really want to leave?
       *[other] { $open } proposals of yours are not answered yet; you can withdraw them too. Do you really want to leave?
    }
leave-withdraw-button = Withdraw them and leave
leave-keep-button = Keep them and leave
leave-now-button = Leave
left = You have left, and your data is erased. Thank you for having been with us.
left-again-button = Start again
