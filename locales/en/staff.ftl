# Roles, invitations, the desk.
role-moderator = moderator
role-clerk = clerk
role-coordinator = coordinator
role-admin = administrator
invitation-accepted = Your role is now: { $role }. Press “Desk” to begin.
invitation-greeting = You are invited to work as { $role } for { $city }. Consent comes first, below.
invitation-used = This invitation has been used or is too old. Please ask an administrator for a new one.
role-moderator-does = • Moderator: looks at new proposals, publishes them, asks for more, assigns a department.
role-clerk-does = • Clerk: answers proposals, runs polls, forums and announcements.
role-coordinator-does = • Coordinator: corrects what colleagues did, sees what went wrong.
role-admin-does = • Administrator: invites and removes staff.

## Invitations
invitation-not-needed = You already have the role “{ $role }”. The invitation is still unused: hand it to whom it is meant for.
invitation-ask =
    Which role is the invitation for? Each may also do what those above it may.
    { $lines }
invitation-make-button = Invite a colleague
invitation-made =
    An invitation as { $role } is ready. One person can use it once, until { $until }.
    <code>{ $link }</code>
invitation-hand-over =
    Hand it to your colleague in person, or through the city's own messenger only. They open the link and press “Start”.
    Whoever opens it first gets the role. The link is not shown again.
invitation-made-already = You have just made an invitation. If you need one more, choose again.
invitation-open =
    { $count ->
        [one] One invitation has not been used yet.
       *[other] { $count } invitations have not been used yet.
    }
invitation-cancel-button = Cancel unused invitations
invitation-cancelled =
    { $count ->
        [0] There was no invitation to cancel.
        [one] One invitation was cancelled.
       *[other] { $count } invitations were cancelled.
    }

## The desk. Buttons: its queues; new poll, new forum; announce, announced; export, log, staff; home.
desk-button = Desk
desk = <b>Desk</b> · your role: { $role }
desk-queues = { $lines }
desk-line = • { $what }
desk-nothing = Nothing is waiting right now.
desk-set-aside =
    { $count ->
        [one] One message could not be handled and is set aside. Please tell whoever runs the system.
       *[other] { $count } messages could not be handled and are set aside. Please tell whoever runs the system.
    }
desk-failed =
    { $count ->
        [one] One message of the last 7 days could not be sent. “Not sent” says why.
       *[other] { $count } messages of the last 7 days could not be sent. “Not sent” says why.
    }
desk-failures-button = Not sent
desk-failures =
    <b>Not sent in the last { $days } days</b>
    { $lines }
desk-failures-none = Every message of the last { $days } days was sent.
desk-failures-refused = • Not accepted by the messenger, or no connection: { $count }. Please tell your IT staff.
desk-failures-unsure = • Perhaps sent, so not repeated any more: { $count }
desk-failures-expired = • Too late to be worth sending: { $count }
desk-failures-gone = • The person blocked or left the chat: { $count }. Nothing is broken.
desk-failures-reasons =
    What the messenger said
    { $lines }
desk-failures-reason = • { $reason } ({ $count })
desk-retry-refused-button = Send what was not accepted
desk-retry-unsure-button = Send what is uncertain
desk-retry-ask-refused = Send the messages that were not accepted again (messages: { $count })? If the reason is still there, they may fail again.
desk-retry-ask-unsure = Send the messages again of which nobody knows whether they arrived (messages: { $count })? Who has one already gets it once more.
desk-retry-now-button = Send again
desk-retried = Being sent again: { $count }.
desk-retry-none = There is nothing to send again.
desk-new-poll-button = New poll
desk-new-forum-button = New forum
desk-announce-button = Announce
desk-announced-button = Announcements
desk-export-button = Export
desk-audit-button = Log
desk-members-button = Staff
desk-draft = You have an unfinished { $what } (saved { $at }). Starting anew deletes it.
desk-anew-button = Start anew
desk-members =
    <b>Staff</b>: { $count }
    { $lines }
desk-member = • { $label }: { $role }, since { $since }
desk-member-me = • { $label } (you): { $role }, since { $since }
desk-revoke-button = Remove { $label }
desk-revoke-ask =
    Take the role “{ $role }” away from “{ $label }”?
    What they were writing as staff is deleted, and they are told. What they did as a citizen stays.
desk-revoke-ask-me =
    Give up your own role “{ $role }”?
    What you were writing as staff is deleted. To return, you need a new invitation.
desk-revoke-now-button = Yes, take it away
desk-revoked = “{ $label }” no longer has the role “{ $role }”.
desk-revoked-me = You have given up the role “{ $role }”. Thank you for your work.
desk-revoked-you = Your role “{ $role }” has ended. As a citizen you can take part as before.
desk-revoke-none = They are no longer staff.
desk-revoke-last = This is the last administrator. Please invite another one first.
desk-revoke-changed = Their role has changed in the meantime. Please look at the list again.

## Exports. $what is one of the names below.
export-proposals = Proposals
export-polls = Polls and results
export-forums = Forums and sign-ups
export-roster = Sign-ups
export-all = Everything
export-ask = What do you want to export? It holds what citizens wrote and signed up for: for official use only.
export-what-button = { $what }
export-ask-format =
    “{ $what }”: which kind of file?
    CSV opens in Excel; JSON is for other programs.
export-csv-button = CSV (Excel)
export-json-button = JSON
export-caption = { $what }. Please delete the file when you are done.
export-caption-table = { $what }: { $table }. Please delete the file when you no longer need it.
export-comes = Your file is on its way.
export-file = { $what }-{ $day }
export-table-file = { $what }-{ $table }-{ $day }

## Exports as spreadsheets: their tables, their columns, and the words for what programs read as names.
export-table-proposals = proposals
export-table-proposal-events = steps
export-table-polls = polls
export-table-poll-options = results by option
export-table-ballots = ballots one by one
export-table-turnout-by-gu = turnout by district
export-table-paper-stations = paper stations
export-table-forums = forums
export-table-sign-ups = who signed up
export-table-roster = who signed up
export-column-receipt = Receipt number
export-column-state = State
export-column-title = Title
export-column-title-en = Title (English)
export-column-problem = Problem
export-column-wish = Wish
export-column-addition = Addition
export-column-field = Field
export-column-dong-code = Neighbourhood code
export-column-dong = Neighbourhood
export-column-latitude = Latitude
export-column-longitude = Longitude
export-column-photos = Photos
export-column-supports = Supporters
export-column-submitted-at = Received
export-column-published-at = Published
export-column-decided-at = Answered
export-column-answer-by = Answer due
export-column-department = Department
export-column-outcome = Outcome
export-column-decision = Answer
export-column-planned-on = Planned for
export-column-at = Time
export-column-act = Act
export-column-side = By
export-column-words = Words
export-column-poll = Poll
export-column-question = Question
export-column-question-en = Question (English)
export-column-description = Description
export-column-method = Method
export-column-picks-min = Choices needed
export-column-budget-won = Money to spend (KRW)
export-column-points = Points
export-column-blank = Blank ballots
export-column-unfinished = Begun and not submitted
export-column-unfinished-percent = Share not submitted (percent)
export-column-picks-max = Choices allowed
export-column-seats = Options to be chosen
export-column-area = Area code
export-column-needs-dong = Neighbourhood needed
export-column-ties = Ties to the place
export-column-age-min = Least age
export-column-age-max = Greatest age
export-column-needs-code = Code needed
export-column-quorum-voters = quorum (people)
export-column-quorum-percent = quorum (percent of codes)
export-column-codes = codes made
export-column-quorum-met = quorum met
export-column-voters-on-site = voted on site
export-column-ballots-on-paper = ballots on paper
export-column-paper-blank = blank on paper
export-column-paper-invalid = invalid on paper
export-column-votes-on-paper = votes on paper
export-column-station = station
export-column-opens-at = Opens
export-column-closes-at = Closes
export-column-publishing = Result told
export-column-voters = Voters
export-column-hash = Check value
export-column-correction = Correction
export-column-cancel-reason = Reason of cancellation
export-column-option = Option
export-column-about = Description
export-column-cost-won = Budget (won)
export-column-place = Place
export-column-proposal = Proposal
export-column-votes = Votes
export-column-rank = Rank
export-column-chosen = Chosen
export-column-ballot = Ballot
export-column-choices = Options chosen
export-column-gu = District code
export-column-gu-name = District
export-column-forum = Forum
export-column-starts-at = Begins
export-column-ends-at = Ends
export-column-address = Address
export-column-link = Link
export-column-capacity = Seats
export-column-signed-up = Signed up
export-column-waiting = Waiting
export-column-announced-to = Announced to
export-column-cancelled-because = Reason of cancellation
export-column-number = Number
export-column-label = Name
export-column-signed-up-at = Signed up at
export-word-yes = yes
export-word-no = no
export-word-staff = staff
export-word-author = author
export-word-submitted = Received
export-word-withheld = fewer than { $min } ballots: not listed one by one
export-word-hidden = not shown

## The audit trail: when, who, what, of what.
audit =
    <b>Log</b> (latest first)
    { $lines }
audit-empty = Nothing has been recorded yet.
audit-line = • { $at } · { $who } · { $object }: { $act }
audit-nobody = command line or clock
audit-object-staff = staff
audit-object-person = citizen #{ $number }
audit-object-proposal = proposal { $receipt }
audit-object-poll = poll #{ $number }
audit-object-plan = handed-in poll #{ $number }
audit-object-forum = forum #{ $number }
audit-object-notice = announcement #{ $number }
audit-staff-invite = invited
audit-staff-uninvite = invitations cancelled
audit-staff-accept = accepted
audit-staff-revoke = role taken away
audit-export-send = exported
audit-notice-publish = sending begun
audit-notice-correct = corrected
audit-notice-pause = paused
audit-notice-resume = continued
audit-outbox-retry = sent again
audit-object-outbox = lost messages
audit-notice-stop = stopped
audit-proposal-publish = published
audit-proposal-ask = more asked for
audit-proposal-complete = completed
audit-proposal-return = returned
audit-proposal-assign = assigned to a department
audit-proposal-decide = answered
audit-proposal-mend = answer corrected
audit-proposal-unpublish = publication undone
audit-proposal-hide = hidden
audit-proposal-unhide = shown again
audit-proposal-withdraw = withdrawn
audit-proposal-dismiss = reports settled
audit-poll-publish = published
audit-poll-ask = handed in
audit-poll-approve = approved
audit-poll-return = returned
audit-poll-withdraw = taken back
audit-poll-extend = extended
audit-poll-cancel = cancelled
audit-poll-close = closed
audit-poll-correct = corrected
audit-poll-tell = result announced
audit-poll-unlink = key to people destroyed
audit-poll-unsalt = key to the log destroyed
audit-poll-codes = codes for a poll were made
audit-poll-compact = database written anew
audit-poll-audit = given to the audit panel
audit-poll-help = helped people vote on site
audit-poll-paper = entered a count on paper
audit-poll-paper-confirm = confirmed a count on paper
audit-poll-paper-return = returned a count on paper
audit-poll-paper-withdraw = took back a count on paper
audit-poll-paper-codes = checked off codes for paper
audit-forum-announce = announced
audit-forum-change = changed
audit-forum-cancel = cancelled
audit-forum-correct = corrected
