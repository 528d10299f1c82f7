//! What phones of the ODK family are given to read, and how what they send is read.

mod inbound;
mod xform;
