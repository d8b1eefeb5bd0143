# The conversation itself: home, help, drafts, and what is said when something was not understood.

## Words that pass through
place-name = { $name }
words = { $text }
citizen-named = { $nickname }
citizen-number = Citizen #{ $number }
staff-number = Staff #{ $number }
korean-only = (This text is in Korean only.)

## Buttons that many screens share
home-button = Home
back-button = Back
leave-button = Stop here
skip-button = Skip
settings-button = Settings
privacy-button = Privacy
page-before-button = Previous
page-after-button = Next

## Home. The first six buttons are everybody's, the last is for staff.
home-propose-button = Propose
home-polls-button = Vote
home-forums-button = Forums
home-todo-button = My to-dos
home-news-button = News
home-help-button = Help
home-desk-button = Desk
home =
    { $waiting ->
        [0] Welcome to <b>{ $programme }</b>. What would you like to do?
        [one] Welcome to <b>{ $programme }</b>. One thing waits under “My to-dos”. What would you like to do?
       *[other] Welcome to <b>{ $programme }</b>. { $waiting } things wait under “My to-dos”. What would you like to do?
    }
    Press a button below, or type.
home-again = Good to see you again. What would you like to do at { $programme }?
home-back = Back at the home menu.

## First sight. Buttons: start, look around, privacy.
welcome =
    Hello! I am the bot of <b>{ $programme }, { $city }</b>.
    You can make proposals, vote on which projects come first, and join forums.
    While you only look around, I keep this chat's number and your language for a day.
welcome-start-button = Start
welcome-look-button = Look around first
look-around = You can see these without agreeing to anything. What would you like to see?
look-proposals-button = Proposals
look-polls-button = Polls
look-forums-button = Forums

## Help
help =
    <b>Help</b>
    • Proposals: write what bothers you and what you wish for; the city answers.
    • Polls: choose which projects come first. Forums: talk them over together.
    • You can type: propose, vote, forums, todo, news, settings, mydata, leave
    • Always: home, back, cancel, help · 한국어: “한국어”라고 적어 주세요

    <b>Ask a person</b>
    { $department } { $phone } ({ $hours })
help-proposals-button = Read proposals
help-back-to-question = Let's go on with what you were doing.

## What waits
todo = <b>My to-dos</b>: { $count }
todo-list = { $lines }
todo-line = { $number }. { $what }
todo-empty = Nothing waits for you. I will tell you when there is news.
todo-draft = Unfinished: { $what } (saved { $at })
todo-draft-button = Resume: { $what }
todo-my-proposals-button = My proposals
todo-my-forums-button = My schedule

## Drafts. The titles are also said within a sentence.
draft-profile = my details
draft-propose = proposal
draft-supplement = completion
draft-handle = decision
draft-poll-plan = new poll
draft-poll-change = poll change
draft-poll-return = returning a poll
draft-forum-plan = new forum
draft-forum-change = forum change
draft-announce = announcement
draft-kept = I kept your { $what }. You can go on with it until { $until }.
draft-resume-button = Go on
draft-discard-button = Delete
draft-discarded = Deleted.
draft-gone = There is no draft any more.
start-draft = You have an unfinished proposal (saved { $at }). Go on with it?

## Answers to a question
dialogue-old = That button is from an earlier step. Here is the present one again.
dialogue-by-word = Please press a button below, or type its words. So that nothing is decided by mistake, no numbers are taken here.
dialogue-choose = Please choose a number or a button from the list: 1 to { $count }.
dialogue-which = Several begin with “{ $typed }”: { $names }. Please write the whole name.
dialogue-only-choice = Please choose one of the buttons below.
dialogue-empty = That was empty. Please write some words.
dialogue-next = Thank you. Here is the next question.
dialogue-before = Back to the question before.
dialogue-location-button = Send my location

## What is not understood, or not possible
stale-press = That is an old button. Please choose again below.
not-understood = I did not understand that. Please choose below.
not-understood-human =
    I am sorry that I cannot help with that. Choose below, or ask a person by phone.
    { $department } { $phone }
unknown-command = There is no such command. Please choose below.
nothing-to-cancel = There is nothing to cancel. What would you like to do?
not-allowed = Only city staff can do that.
not-allowed-role = Your role ({ $role }) cannot do that. Please ask an administrator.
sorry =
    Something went wrong. What you just did was not saved. Please try again in a moment.
    If it keeps failing, please call { $phone }.
done-late = What went wrong earlier is done now. You need not do it again.
too-much = One moment, please. That was too much at once, so I did not handle what you just sent. Please wait about ten seconds and try again.
edited-message = I cannot read edited messages. Please send the new text as a new message.
forwarded-message = I do not take forwarded messages. Please write it yourself.
sent-voice = I do not understand voice messages yet. Please write it.
sent-photo = I got your photo but do not know what it is for. To add it to a proposal, press “Propose” first.
sent-location = I got your location but do not know what it is for. To add it to a proposal, press “Propose” first.
sent-other = I cannot take that. Please write, or press a button.

## In a group
group-goodbye = Hello, I am the bot of { $city }. I talk with people one at a time: please find me with the button below. I am leaving this group now.
group-link-button = Talk in private

## The command menu of the messenger
command-home = Home
command-propose = Make a proposal
command-vote = Vote
command-forums = Forums
command-todo = What waits for me
command-settings = Settings
command-mydata = Download my data
command-privacy = Privacy
command-help = Help
bot-name = { $programme }
bot-description =
    { $programme }, { $city }: make proposals, vote on which projects come first, join forums.
    Press “Start” below.
bot-short = Proposals, votes, forums: citizen participation in { $city }
