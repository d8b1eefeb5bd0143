# The people of the demonstration's chat page. Names are invented.
persona-mina = Mina Kim
persona-mina-note = lives in Yatap 1-dong, Bundang-gu
persona-junho = Junho Park
persona-junho-note = works in Sinheung 1-dong, Sujeong-gu
persona-soon = Soonja Lee
persona-soon-note = 72, from Eunhaeng 1-dong, Jungwon-gu
persona-sarah = Sarah
persona-sarah-note = works in Pangyo, speaks English
persona-clerk = Clerk Jeong
persona-clerk-note = city hall: answers proposals, opens polls and forums
persona-admin = Admin Choi
persona-admin-note = city hall: invites staff
persona-moderator = Moderator Han
persona-moderator-note = city hall: reads new proposals and publishes them
persona-group = Our neighbourhood
persona-group-note = a group chat of neighbours
