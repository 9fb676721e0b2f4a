#include "share/html_style.h"

namespace katern::share {

// Colours are those of the program's own light and dark themes. A category is a colour and a sign, in print too; where the
// device forces its own colours, the line beside the quote and the sign stay.
std::string_view html_style() {
    return R"css(
:root {
  color-scheme: light dark;
  --paper: #fbfaf7; --ink: #1e1b18; --quiet: #6b655e; --line: #e4dfd6; --card: #ffffff; --accent: #1f5f7a; --on-accent: #ffffff;
  --inzicht: #ffe9a0; --inzicht-sign: #7a5b00; --vraag: #c9e1f6; --vraag-sign: #1d5a8a; --actie: #cdeabf; --actie-sign: #2f6b22;
  --twijfel: #ffd7b3; --twijfel-sign: #94480b; --citaat: #e3d5f4; --citaat-sign: #63429a; --other: #e9e5dc; --other-sign: #5a544c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #17181a; --ink: #d8d4cc; --quiet: #9a948b; --line: #2d2f33; --card: #232528; --accent: #8fb8d0; --on-accent: #17181a;
    --inzicht: #574a14; --inzicht-sign: #e9cf6b; --vraag: #1e4159; --vraag-sign: #8fc4ea; --actie: #264a2a; --actie-sign: #9cd08c;
    --twijfel: #5e3a1a; --twijfel-sign: #f0ae73; --citaat: #44315a; --citaat-sign: #c6a9ec; --other: #34363a; --other-sign: #b9b3a9;
  }
}
* { box-sizing: border-box; }
html { scroll-padding: 1rem 0 9rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 1.5rem 1.25rem 3rem; max-width: 44rem; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.55 "Charis SIL", Charter, "Bitstream Charter", Cambria, Georgia, serif; overflow-wrap: break-word;
}
body.hand-out { max-width: 72rem; padding-bottom: 9rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 3rem 0 1rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.05rem; line-height: 1.35; margin: 2rem 0 .75rem; }
h4, h5, h6 { font-size: 1rem; margin: 1rem 0 .25rem; }
p { margin: 0 0 .6rem; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
header p, .about, .legend, nav, footer, .answer, .save, .note-on { font-family: Inter, "Segoe UI", system-ui, sans-serif; }
header p { color: var(--quiet); font-size: .9rem; margin: .15rem 0; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: .5rem; background: var(--card); padding: .5rem .75rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
nav { font-size: .9rem; margin-top: 1.5rem; }
nav h2 { border: 0; margin: 0 0 .25rem; padding: 0; font-size: .9rem; color: var(--quiet); }
nav ul, .legend { list-style: none; margin: 0; padding: 0; }
nav li { padding: .3rem 0; }
nav a { display: inline-block; min-height: 1.75rem; }
nav .count { color: var(--quiet); }
.legend { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; font-size: .85rem; margin-top: 1.25rem; }
.sign {
  display: inline-block; width: 1.35rem; height: 1.35rem; line-height: 1.35rem; margin-right: .3rem; border-radius: 50%;
  text-align: center; font-weight: 700; background: var(--back); color: var(--fore);
}
.inzicht { --back: var(--inzicht); --fore: var(--inzicht-sign); }
.vraag { --back: var(--vraag); --fore: var(--vraag-sign); }
.actie { --back: var(--actie); --fore: var(--actie-sign); }
.twijfel { --back: var(--twijfel); --fore: var(--twijfel-sign); }
.citaat { --back: var(--citaat); --fore: var(--citaat-sign); }
.other, .none { --back: var(--other); --fore: var(--other-sign); }
article { margin: 0 0 2.25rem; }
.about { font-size: .85rem; color: var(--quiet); margin: 0 0 .4rem; }
.about > * { margin-right: .7rem; }
.about .address, .about .category { color: var(--ink); font-weight: 600; white-space: nowrap; }
.quote { margin: 0 0 .75rem; padding: .1rem 0 .1rem 1rem; border-left: .25rem solid var(--fore); }
.quote p { margin: 0 0 .3rem; }
mark { background: var(--back); color: inherit; padding: .08em .12em; border-radius: 2px; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
.asked { font-style: italic; }
pre { overflow-x: auto; font-size: .9rem; white-space: pre-wrap; background: var(--card); padding: .5rem .75rem; border: 1px solid var(--line); }
code { font-family: "JetBrains Mono", ui-monospace, monospace; font-size: .92em; }
blockquote { margin: 0 0 .6rem; padding-left: 1rem; border-left: 2px solid var(--line); }
.words ul, .words ol { margin: 0 0 .6rem; padding-left: 1.6rem; }
.words li > p { margin: 0; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 0 0 .6rem; }
th, td { border: 1px solid var(--line); padding: .3rem .5rem; text-align: start; vertical-align: top; }
.reply { margin: .75rem 0 0 1rem; padding-left: 1rem; border-left: 2px solid var(--line); }
footer { color: var(--quiet); font-size: .85rem; margin-top: 3rem; }
.answer { margin-top: .75rem; }
.answer label, .save label { display: block; font-size: .85rem; font-weight: 600; margin-bottom: .25rem; }
textarea, input {
  width: 100%; font: inherit; font-size: 1rem; color: var(--ink); background: var(--card); border: 1px solid var(--quiet);
  border-radius: 8px; padding: .5rem .65rem;
}
textarea { min-height: 5.5rem; resize: vertical; display: block; }
.note-on { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: .75rem 1rem; margin-top: 1.5rem; font-size: .95rem; }
.note-on p:last-child { margin: 0; }
.save {
  position: fixed; left: 0; right: 0; bottom: 0; background: var(--card); border-top: 1px solid var(--line);
  padding: .6rem 1.25rem calc(.6rem + env(safe-area-inset-bottom));
}
.save form { max-width: 69.5rem; margin: 0 auto; display: flex; flex-wrap: wrap; gap: .4rem .75rem; align-items: flex-end; }
.save .who { flex: 1 1 9rem; }
.save button {
  flex: 0 0 auto; min-height: 2.75rem; font: inherit; font-size: 1rem; font-weight: 600; border: 0; border-radius: 8px;
  padding: .5rem 1rem; background: var(--accent); color: var(--on-accent); cursor: pointer;
}
.save [role="status"] { flex: 1 0 100%; margin: 0; font-size: .85rem; color: var(--quiet); min-height: 1.3em; }
@media (max-width: 30rem) {
  body { padding-left: 1rem; padding-right: 1rem; }
  textarea { min-height: 4rem; }
  .save { padding-left: 1rem; padding-right: 1rem; }
  .save label { display: inline; }
  .save button { flex: 1 1 auto; }
}
@media (min-width: 60rem) {
  .hand-out header, .hand-out nav, .hand-out .note-on { max-width: 44rem; }
  .hand-out article { display: grid; grid-template-columns: minmax(0, 44rem) minmax(16rem, 1fr); column-gap: 2rem; }
  .hand-out article > * { grid-column: 1; }
  .hand-out article > .answer { grid-column: 2; grid-row: 1 / span 20; margin-top: 0; }
}
@media (forced-colors: active) {
  .sign { border: 1px solid; }
  mark { text-decoration: underline; }
}
@media print {
  :root {
    color-scheme: light;
    --paper: #fff; --ink: #000; --quiet: #444; --line: #bbb; --card: #fff; --accent: #000;
    --inzicht: #ffe9a0; --inzicht-sign: #7a5b00; --vraag: #c9e1f6; --vraag-sign: #1d5a8a; --actie: #cdeabf; --actie-sign: #2f6b22;
    --twijfel: #ffd7b3; --twijfel-sign: #94480b; --citaat: #e3d5f4; --citaat-sign: #63429a; --other: #e9e5dc; --other-sign: #5a544c;
  }
  @page { size: A4; margin: 20mm 20mm 22mm; }
  body, body.hand-out { max-width: none; padding: 0; font-size: 10.5pt; }
  nav, .skip, .save, .note-on { display: none; }
  h2 { margin-top: 1.5rem; }
  h1, h2, h3, h4, h5, h6, .about { break-after: avoid; }
  article, .quote, .reply, tr { break-inside: avoid; }
  mark, .sign { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .words a::after { content: " (" attr(href) ")"; font-size: .85em; }
  textarea { min-height: 2.2cm; border-color: #999; }
  p { orphans: 2; widows: 2; }
}
)css";
}

}  // namespace katern::share
