//! One story for each user, told with the real program.

mod committee;
mod front;
mod front_end;
mod operator;
mod round_one;
mod round_one_acts;
mod round_one_figures;
mod round_one_people;
mod survey_app;
