# The people of the demonstration's chat page. Names are invented.
persona-mina = 김민아
persona-mina-note = 분당구 야탑1동에 사는 시민
persona-junho = 박준호
persona-junho-note = 수정구 신흥1동에서 일하는 시민
persona-soon = 이순자
persona-soon-note = 중원구 은행1동, 일흔두 살 시민
persona-sarah = Sarah
persona-sarah-note = 영어로 이야기하는 판교 직장인
persona-clerk = 정담당
persona-clerk-note = 시청 직원: 제안에 답하고 투표와 모임을 열어요
persona-admin = 최관리
persona-admin-note = 시청 관리자: 직원을 초대해요
persona-moderator = 한검토
persona-moderator-note = 시청 직원: 새 제안을 먼저 읽고 공개해요
persona-group = 우리 동네 이야기방
persona-group-note = 이웃들의 단체방
