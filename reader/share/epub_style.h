// The style sheet of an EPUB. What a chapter's page shows and its text doesn't hold is written here: footnotes' marks,
// ways back, signs of tasks, the words of a picture that isn't there. All else is left to the person's own reader.
#pragma once

#include <string_view>

namespace katern::share {

inline constexpr std::string_view epub_style = R"css(html { line-height: 1.5; }
body { margin: 0 5%; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; text-align: left; hyphens: none; break-after: avoid; page-break-after: avoid; }
p, li, td, th, figcaption { widows: 2; orphans: 2; }
blockquote { margin: 1em 1.5em; }
hr { border: 0; border-top: 1px solid; width: 30%; margin: 1.5em auto; opacity: 0.5; }
code { font-family: monospace; white-space: pre-wrap; }
pre { white-space: pre-wrap; border: 1px solid; border-radius: 0.3em; padding: 0.6em 0.8em; font-size: 0.9em; }
ul > li > p:only-child, ol > li > p:only-child { margin: 0.2em 0; }
.loose > li > p { margin: 0.8em 0; }
li.to-do, li.done { list-style-type: none; }
li.to-do > p:first-child::before { content: "\2610\00A0"; }
li.done > p:first-child::before { content: "\2611\00A0"; }
.callout { margin: 1em 0; padding: 0.1em 1em; border-left: 0.25em solid; }
.callout.question { border-color: #3b6ea5; }
.callout.work-form { border-color: #4c7f3f; }
.callout.example { border-color: #8a6d1f; }
.callout.take-along { border-color: #8a4b7d; }
.table { overflow-x: auto; margin: 1em 0; }
table { border-collapse: collapse; }
th, td { padding: 0.3em 0.7em; border-bottom: 1px solid; text-align: left; vertical-align: top; }
th.centre, td.centre { text-align: center; }
th.right, td.right { text-align: right; }
figure { margin: 1.2em 0; text-align: center; break-inside: avoid; page-break-inside: avoid; }
img { max-width: 100%; height: auto; }
figcaption { font-size: 0.9em; margin-top: 0.4em; }
.absent::before { content: "[" attr(aria-label) "]"; }
.mark::before { content: attr(data-number); font-size: 0.75em; line-height: 1; vertical-align: super; }
.mark { text-decoration: none; }
.notes { font-size: 0.9em; }
section { margin-top: 2em; border-top: 1px solid; }
.back::before { content: "\00A0\21A9\FE0E"; }
.back { text-decoration: none; }
)css";

}  // namespace katern::share
