//! What goes on an agenda, who runs a session, and how many must be there.

use longdan::domain::base::ids::MemberId;
use longdan::domain::recognition::candidacy::CandidacyState;
use longdan::domain::recognition::session::{BallotMode, SessionState};
use longdan::services::calling;
use longdan::services::refusal::Refusal;
use longdan::services::user_fault::UserFaultCode as Code;
use longdan::services::{agenda, ballots, counts, deferrals, sessions};

use crate::support::council::{Council, code, codes, envelopes};
use crate::support::database::on_both;
use crate::support::world::World;

#[tokio::test]
async fn the_agenda_takes_what_is_ready_or_has_a_reason_and_nothing_twice() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let council = Council::of(&world).await;
        let (office, clerk) = (&world.office, Some(&council.clerk));
        let first = council.ids()[0];
        let mut new = council.new_session(BallotMode::ShowOfHands);
        new.agenda[0].reason = None;
        let bare = codes(calling::call(office, clerk, new.clone()).await);
        let place = "input.agenda.0.reason".to_owned();
        assert_eq!(bare, [(Code::NotReady, place)]);
        let states = council.states(&world).await;
        assert_eq!(states, [CandidacyState::Appraising; 2]);
        new.agenda = Vec::new();
        let session = calling::call(office, clerk, new).await.expect("called");
        let (id, read) = (session.id, Some(session.version));
        let wanted = council.wanted();
        let doubled = [wanted[0].clone(), wanted[0].clone()];
        let doubled = agenda::put_on(office, clerk, id, &doubled, None).await;
        assert_eq!(code(doubled), Code::NamedTwice);
        let put = agenda::put_on(office, clerk, id, &wanted, read).await;
        put.expect("an agenda");
        assert_eq!(council.states(&world).await, [CandidacyState::Ready; 2]);
        let stale = agenda::take_off(office, clerk, id, first, read).await;
        assert!(matches!(stale, Err(Refusal::Conflict(Some(by))) if by.by == "clerk"));
        let take = async || agenda::take_off(office, clerk, id, first, None).await;
        take().await.expect("taken off");
        assert_eq!(code(take().await), Code::NotOnAgenda);
        let put = agenda::put_on(office, clerk, id, &wanted[..1], None).await;
        put.expect("put there again");
        council.vote(&world, id, 5).await;
        assert_eq!(code(take().await), Code::IllegalState, "ballots are out");
        let gone = deferrals::withdraw(office, clerk, first, "-", None).await;
        assert_eq!(code(gone), Code::IllegalState, "nothing leaves a ballot");
    })
    .await;
}

#[tokio::test]
async fn of_the_members_the_chair_runs_a_session_and_without_a_quorum_nobody_votes() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let council = Council::of(&world).await;
        let office = &world.office;
        let (chair, member) = (Some(&council.members[0].1), Some(&council.members[1].1));
        let new = council.new_session(BallotMode::ShowOfHands);
        let by_member = calling::call(office, member, new.clone()).await;
        assert_eq!(code(by_member), Code::NotTheChair);
        let called = calling::call(office, chair, new).await;
        let id = called.expect("called by the chair").id;
        let early = ballots::open(office, chair, id, None).await;
        assert_eq!(code(early), Code::IllegalState);
        let opened = sessions::open(office, chair, id, None).await;
        opened.expect("opened");
        let attend = async |there: &[MemberId]| {
            let taken = sessions::attend(office, chair, id, there, None).await;
            taken.map(|session| session.state)
        };
        let three: Vec<_> = council.members.iter().take(3).map(|(id, _)| *id).collect();
        let stranger = [three[0], MemberId(world.id())];
        assert_eq!(code(attend(&stranger).await), Code::UnknownMember);
        attend(&three).await.expect("attendance");
        let few = ballots::open(office, chair, id, None).await;
        assert_eq!(code(few), Code::NoQuorum, "3 of 5 are 60 %, 70 % are asked");
        let ended = sessions::adjourn(office, chair, id, None).await;
        assert_eq!(ended.expect("ended").state, SessionState::Adjourned);
        assert_eq!(council.states(&world).await, [CandidacyState::Ready; 2]);
    })
    .await;
}

#[tokio::test]
async fn hands_are_counted_by_one_account_and_confirmed_by_a_second() {
    on_both(async |fresh| {
        let world = World::on(fresh.db).await;
        let council = Council::of(&world).await;
        let clerk = Some(&council.clerk);
        let session = council.voting(&world, BallotMode::ShowOfHands, 4).await;
        let closed = ballots::close(&world.office, clerk, session.id, None).await;
        let id = closed.expect("closed").id;
        let none = council.types(&world, 0, id, envelopes(4, 4), None).await;
        assert_eq!(code(none), Code::NotCountedByHand);
        let many = council.votes([[4, 1, 0, 0], [2, 1, 1, 0]]);
        let many = council.types(&world, 0, id, many, None).await;
        assert_eq!(code(many), Code::FiguresDontAddUp, "four are present");
        for teller in 0..2 {
            let hands = council.votes([[4, 0, 0, 0], [2, 1, 1, 0]]);
            let typed = council.types(&world, teller, id, hands, None).await;
            assert_eq!(typed.expect("typed").agreed, teller == 1);
        }
        let closed = counts::close_session(&world.office, clerk, id, None).await;
        closed.expect("closed");
        assert_eq!(council.passed(&world).await, [true, false]);
    })
    .await;
}
