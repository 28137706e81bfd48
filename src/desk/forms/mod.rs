//! Forms that a screen opens: each has a state, messages, what it asks of the screen, and a view, and knows neither a store nor the screen.

pub mod act;
