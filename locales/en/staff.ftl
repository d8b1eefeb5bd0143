# Roles, invitations, the desk.
role-moderator = moderator
role-clerk = clerk
role-coordinator = coordinator
role-admin = administrator
invitation-accepted = You are now a { $role }. Press “Desk” to begin.
invitation-used = This invitation has been used or is too old. Please ask an administrator for a new one.
