//! Coming, settling in, and leaving, as a person does it.

mod town;

use insta::assert_snapshot;
use madang::channel::{Input, Kind};
use town::Town;

#[tokio::test]
async fn a_newcomer_agrees_and_tells_where_they_live() {
    let town = Town::new().await;
    let mina = town.stranger("ko");
    assert_snapshot!(mina.says("/start").await, @r###"
    🤖 안녕하세요. <b>성남시 협치성남</b> 챗봇이에요.
       제안을 내고, 투표로 먼저 할 사업을 고르고, 모임에 함께할 수 있어요.
       둘러보기만 할 때는 이 대화방 번호와 쓰시는 언어만 하루 동안 저장해요.
       [시작]
       [먼저 둘러보기] [개인정보 안내]
    "###);
    assert_snapshot!(mina.presses("시작").await, @r###"
    🤖 (고침) <b>[필수] 개인정보 수집·이용 동의</b> (제1판)
       1. 목적: 제안 접수와 답변, 1인 1표 확인, 모임 신청, 신청하신 알림
       2. 항목: 대화방 번호, 언어, 고르신 동네와 관심 분야, 쓰신 글과 사진, 참여 내역
       3. <b>보유 기간: 탈퇴하면 바로, 쓰지 않으면 12개월 뒤 지웁니다.</b>
       4. 동의하지 않을 수 있습니다. 그때에는 제안·투표·신청은 할 수 없고, 읽기는 할 수 있습니다.
       성남시는 번호를 숫자 그대로 저장합니다. 동의하십니까?
       [동의합니다] [동의하지 않습니다]
    "###);
    mina.presses("동의합니다").await;
    mina.presses("동의합니다").await;
    assert_snapshot!(mina.presses("네, 만 14세 이상입니다").await, @r###"
    🤖 (고침) 동의해 주셔서 고맙습니다. 언제든지 ‘설정’에서 탈퇴하실 수 있습니다.
    🤖 성남시 어디에 계세요? 구를 고르거나 동 이름을 적어 주세요. 우리 동네 투표와 소식을 알려드려요.
       [수정구] [중원구] [분당구]
       [건너뛰기]
       [그만두기]
    "###);
    mina.presses("분당구").await;
    mina.presses("다음 목록").await;
    mina.says("야탑1동").await;
    mina.presses("살아요").await;
    mina.presses("안전").await;
    assert_snapshot!(mina.presses("다 골랐어요").await, @"🤖 준비가 끝났어요. 다른 사람에게는 ‘시민 #1’로 보여요. 무엇을 할까요?");
}
