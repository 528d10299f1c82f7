//! One story for each user, told with the real program.

mod committee;
mod front;
mod front_end;
mod operator;
mod survey_app;
