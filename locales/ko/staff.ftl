# Roles, invitations, the desk.
role-moderator = 검토 담당
role-clerk = 업무 담당
role-coordinator = 협치조정관
role-admin = 관리자
invitation-accepted = ‘{ $role }’{ JOSA($role, "이/가") } 되셨습니다. ‘업무’를 눌러 시작하세요.
invitation-used = 이미 쓰였거나 기한이 지난 초대예요. 관리자에게 새 초대를 부탁해 주세요.
