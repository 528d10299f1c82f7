//! The council's vote on paper: two accounts count alike, figures after closing.

use longdan::domain::base::ids::SessionId;
use longdan::domain::recognition::candidacy::CandidacyState;
use longdan::domain::recognition::session::{BallotMode, SessionState};
use longdan::services::calling::{self, NewSession};
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::{ballots, counts, sessions, standings, votes};

use crate::support::council::{Council, code, codes, envelopes};
use crate::support::database::on_both;
use crate::support::world::World;

/// A paper session of four members whose ballot is closed.
async fn counting(world: &World, council: &Council) -> SessionId {
    let session = council.voting(world, BallotMode::PaperSecret, 4).await;
    let early = council
        .types(world, 0, session.id, envelopes(4, 4), None)
        .await;
    assert_eq!(code(early), Code::IllegalState, "nothing is counted yet");
    let closed = ballots::close(&world.office, Some(&council.clerk), session.id, None).await;
    closed.expect("a closed ballot").id
}

#[tokio::test]
async fn a_count_stands_once_two_accounts_have_typed_the_same() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let council = Council::of(&world).await;
        let id = counting(&world, &council).await;
        let types = async |teller: usize, handed_out, returned, reason: Option<&str>| {
            let sheet = envelopes(handed_out, returned);
            council.types(&world, teller, id, sheet, reason).await
        };
        let votes = council.votes([[4, 0, 0, 0], [1, 3, 0, 0]]);
        let early = council.types(&world, 0, id, votes, None).await;
        assert_eq!(code(early), Code::EnvelopesFirst);
        let many = types(0, 5, 4, None).await;
        assert_eq!(code(many), Code::FiguresDontAddUp, "four are present");
        let first = types(0, 4, 4, None).await.expect("typed");
        assert!(!first.agreed && first.differing.is_empty());
        let second = types(1, 4, 3, None).await.expect("typed");
        assert_eq!(second.differing, ["returned"], "the field alone is named");
        assert_eq!(code(types(1, 4, 4, None).await), Code::ReasonMissing);
        let clerk = Some(&council.clerk);
        let third = counts::record(&world.office, clerk, id, envelopes(4, 4), None).await;
        assert_eq!(code(third), Code::CountedByTwo);
        let reason = Some("Đếm sót một phong bì");
        assert!(types(1, 4, 4, reason).await.expect("typed").agreed);
        assert_eq!(code(types(0, 4, 3, reason).await), Code::CountIsFinal);
    })
    .await;
}

#[tokio::test]
async fn no_figure_is_seen_before_the_session_is_closed() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let council = Council::of(&world).await;
        let (office, clerk) = (&world.office, Some(&council.clerk));
        let id = counting(&world, &council).await;
        for teller in 0..2 {
            let typed = council
                .types(&world, teller, id, envelopes(4, 4), None)
                .await;
            typed.expect("envelopes");
        }
        let open = counts::close_session(office, clerk, id, None).await;
        assert_eq!(code(open), Code::CountNotFinal);
        let bad = council.votes([[3, 0, 0, 0], [1, 3, 0, 1]]);
        let bad = codes(council.types(&world, 0, id, bad, None).await);
        let place = |position| format!("input.counts.{position}");
        let fault = Code::FiguresDontAddUp;
        assert_eq!(bad, [(fault, place(0)), (fault, place(1))]);
        for teller in 0..2 {
            let running = votes::of(office, &council.candidacies).await;
            let mut running = running.expect("votes").into_values();
            assert!(running.all(|vote| vote.result.is_none()));
            let sheet = council.votes([[4, 0, 0, 0], [1, 3, 0, 0]]);
            let typed = council.types(&world, teller, id, sheet, None).await;
            typed.expect("votes");
        }
        assert_eq!(council.states(&world).await, [CandidacyState::Ready; 2]);
        let closed = counts::close_session(office, clerk, id, None).await;
        assert_eq!(closed.expect("closed").state, SessionState::Closed);
        assert_eq!(council.states(&world).await, [CandidacyState::Voted; 2]);
        assert_eq!(council.passed(&world).await, [true, false]);
        let dates = standings::deadlines(office, clerk, &[council.round]).await;
        let vote = dates.expect("dates")[&council.round][0];
        let came = (vote.expected, vote.received, vote.late);
        assert_eq!(came, (2, 2, 2), "23/9 lies behind 30/8");
    })
    .await;
}

#[tokio::test]
async fn a_corrected_vote_is_a_new_session_and_the_old_one_stays() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let council = Council::of(&world).await;
        let (office, clerk) = (&world.office, Some(&council.clerk));
        let old = council.voted(&world, [[5, 0, 0, 0], [3, 1, 0, 1]]).await;
        let again = async |corrects, reason: Option<&str>| {
            let new = NewSession {
                corrects,
                correction_reason: reason.map(str::to_owned),
                ..council.new_session(BallotMode::PaperSecret)
            };
            calling::call(office, clerk, new).await
        };
        let plain = again(None, None).await;
        assert_eq!(code(plain), Code::IllegalState, "it is voted on");
        assert_eq!(code(again(Some(old.id), None).await), Code::ReasonMissing);
        let reason = Some("Kiểm phiếu lại");
        let new = again(Some(old.id), reason).await.expect("called");
        let twice = again(Some(old.id), reason).await;
        assert_eq!(code(twice), Code::OnAnotherAgenda);
        let of_open = again(Some(new.id), reason).await;
        assert_eq!(code(of_open), Code::NotACorrection);
        council.vote(&world, new.id, 5).await;
        council
            .counted(&world, new.id, [[5, 0, 0, 0], [5, 0, 0, 0]])
            .await;
        assert_eq!(council.passed(&world).await, [true, true]);
        let both = sessions::of_round(office, clerk, council.round).await;
        let both = both.expect("sessions");
        let ids: Vec<_> = both.iter().map(|one| one.id).collect();
        assert_eq!(ids, [old.id, new.id]);
        assert_eq!(both[1].corrects, Some(old.id));
    })
    .await;
}
