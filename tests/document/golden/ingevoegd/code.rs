fn begin() {}
// ANCHOR: deel
let a = 1;

// ANCHOR: binnen
let b = 2;
// ANCHOR_END: binnen
// ANCHOR_END: deel
fn einde() {}
