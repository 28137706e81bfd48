//! The desk: the window at which a clerk takes ads. It decides nothing; the rooms before it do.

pub mod canvas;
pub mod draft;
pub mod faces;
pub mod history;
pub mod kit;
pub mod screens;
pub mod theme;
pub mod widgets;
pub mod worker;
